package dev.companion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.contract.FaultTable.Row;
import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClients;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.simulator.DemoMsp;
import dev.companion.simulator.Simulator;
import dev.companion.simulator.world.Profile;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHttp;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A walk of three pages under which something gives way after the first one. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class FaultsInMidWalkTest {

    private static final String DATTO_KEY = "/world/keys/datto/" + DemoMsp.ADMINISTRATOR_KEY_NAME;
    private static final String GRAVITYZONE_KEY = "/world/keys/gravityzone/" + DemoMsp.GRAVITYZONE_KEY_NAME;

    /** A page as both vendors have it. */
    private record Piece<C>(
            List<String> ids, @Nullable C next, @Nullable Long total) {}

    private final StandingClock clock = new StandingClock();
    private Simulator simulator;
    private ControlPort control;
    private VendorHttp http;

    @BeforeAll
    void open() {
        simulator = SimulatedWorld.start(clock, Profile.REAL);
        control = new ControlPort(simulator);
        control.post("/seed", Map.of("sites", 600, "companies", 2_500));
        http = VendorHttp.of(
                AllowedHosts.of(List.of(
                        simulator.dattoOrigin().getAuthority(),
                        simulator.gravityZoneAccessUrl().getAuthority())),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
    }

    @AfterEach
    void calm() {
        control.delete("/faults");
        control.patch(DATTO_KEY, Map.of("revoked", false));
        control.patch(GRAVITYZONE_KEY, Map.of("revoked", false));
    }

    @AfterAll
    void close() {
        http.close();
        control.close();
        simulator.close();
    }

    static Stream<Row> ofDatto() {
        return FaultTable.walks().filter(row -> !row.expected().get(0).equals(FaultTable.NOT_OFFERED));
    }

    static Stream<Row> ofGravityZone() {
        return FaultTable.walks().filter(row -> !row.expected().get(1).equals(FaultTable.NOT_OFFERED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofDatto")
    void sites(Row row) {
        var client = DattoRmmClients.of(
                http,
                new DattoCredentials(
                        simulator.dattoOrigin().toString(),
                        Secret.of(DemoMsp.API_KEY),
                        Secret.of(DemoMsp.API_SECRET_KEY),
                        null),
                clock);

        var end = this.<DattoRmmClient.PageCursor>walked(
                cursor -> client.sites(cursor)
                        .map(page -> new Piece<>(
                                page.rows().stream()
                                        .map(DattoRmmClient.Site::uid)
                                        .toList(),
                                page.next(),
                                page.totalCount())),
                () -> happen(row, "datto", DattoVendor.LIST_SITES));

        assertThat(end).isEqualTo(row.expected().get(0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofGravityZone")
    void companies(Row row) {
        var client = GravityZoneClients.of(
                http,
                new GravityZoneCredentials(
                        simulator.gravityZoneAccessUrl().toString(), Secret.of(DemoMsp.GRAVITYZONE_API_KEY)));

        var end = this.<GravityZoneClient.PageCursor>walked(
                cursor -> client.companies(cursor)
                        .map(page -> new Piece<>(
                                page.rows().stream()
                                        .map(GravityZoneClient.Company::id)
                                        .toList(),
                                page.next(),
                                page.total())),
                () -> happen(row, "gravityzone", GravityZoneVendor.LIST_COMPANIES));

        assertThat(end).isEqualTo(row.expected().get(1));
    }

    /** What the walk comes to; the event happens when the first page is there. */
    private <C> String walked(Function<@Nullable C, CallResult<Piece<C>>> list, Runnable event) {
        var ids = new HashSet<String>();
        Long promised = null;
        C cursor = null;
        for (int pages = 1; pages < 100; pages++) {
            var result = list.apply(cursor);
            if (!(result instanceof Found<Piece<C>>(var piece))) {
                return Verdict.of(result);
            }
            if (pages == 1) {
                promised = piece.total();
                event.run();
            }
            ids.addAll(piece.ids());
            cursor = piece.next();
            if (cursor == null) {
                assertThat(pages)
                        .as("pages of a walk under which something happens")
                        .isGreaterThan(1);
                assertThat(promised).as("total that page 1 promised").isNotNull();
                return ids.size() == promised ? "whole" : "short";
            }
        }
        return "endless";
    }

    private void happen(Row row, String api, String method) {
        switch (row.event()) {
            case "nothing" -> {}
            case "every token dies" -> control.delete(DATTO_KEY + "/tokens");
            case "the key is revoked" -> {
                control.patch(api.equals("datto") ? DATTO_KEY : GRAVITYZONE_KEY, Map.of("revoked", true));
                control.delete(DATTO_KEY + "/tokens");
            }
            default -> control.post("/faults", row.rule(api, method));
        }
    }
}
