package dev.companion.contract;

import static dev.companion.contract.Outcomes.found;
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
import dev.companion.simulator.world.row.FaultKind;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.UnknownEffect;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault that can be injected, set over the control port, against the result that the vocabulary promises. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class FaultTableTest {

    private static final List<String> DATTO_METHODS =
            List.of(DattoVendor.LIST_SITES, DattoVendor.READ_SITE, DattoVendor.CREATE_VARIABLE);
    private static final List<String> GRAVITYZONE_METHODS =
            List.of(GravityZoneVendor.LIST_COMPANIES, GravityZoneVendor.READ_COMPANY, GravityZoneVendor.CREATE_COMPANY);

    /** For faults without an end; long enough for a call that is well. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofSeconds(60);

    private final StandingClock clock = new StandingClock();
    private Simulator simulator;
    private ControlPort control;
    private String site;
    private String company;
    private int faults;

    @BeforeAll
    void open() {
        simulator = SimulatedWorld.start(clock, Profile.REAL);
        control = new ControlPort(simulator);
        site = simulator
                .world()
                .datto()
                .addSite(DemoMsp.ACCOUNT_UID, "Faulty", false)
                .uid();
        var own = simulator
                .world()
                .gravityZone()
                .keyNamed(DemoMsp.GRAVITYZONE_KEY_NAME)
                .orElseThrow()
                .companyId();
        company = simulator.world().gravityZone().addCustomer(own, "Faulty").id();
    }

    @AfterEach
    void calm() {
        control.delete("/faults");
    }

    @AfterAll
    void close() {
        control.close();
        simulator.close();
    }

    static Stream<Row> rows() {
        return FaultTable.singleCalls();
    }

    @Test
    void everyKindHasARow() {
        assertThat(rows().map(Row::faultKind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(FaultKind.values());
    }

    @Test
    void readmeHoldsTheTables() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains(FaultTable.SINGLE_CALLS)
                .contains(FaultTable.WALKS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void faultHasItsResult(Row row) throws Exception {
        try (var http = VendorHttp.of(
                AllowedHosts.of(List.of(
                        simulator.dattoOrigin().getAuthority(),
                        simulator.gravityZoneAccessUrl().getAuthority())),
                SHORT,
                isEndless(row) ? SHORT : LONG)) {
            var datto = datto(http);
            var gravityZone = gravityZone(http);
            var name = "Made under fault " + ++faults;
            // The token is fetched before the trouble begins.
            found(datto.account());
            inject(row);

            var results = together(List.of(
                    () -> datto.sites(null),
                    () -> datto.site(site),
                    () -> datto.createSiteVariable(site, name, "value"),
                    () -> gravityZone.companies(null),
                    () -> gravityZone.company(company),
                    () -> gravityZone.createCompany(name, null)));

            for (int call = 0; call < results.size(); call++) {
                if (!row.expected().get(call).equals(FaultTable.NOT_OFFERED)) {
                    assertThat(Verdict.of(results.get(call)))
                            .as("call %d of the row: %s", call + 1, results.get(call))
                            .isEqualTo(row.expected().get(call));
                }
            }
            pauseIsAsAsked(row, results);
            toldTheTruth(results.get(2), isInDatto(name));
            toldTheTruth(results.get(5), isInGravityZone(name));

            control.delete("/faults");
            found(datto.site(site));
            found(gravityZone.company(company));
        }
    }

    /** Whatever a table says: done is never reported as not done, and not done never as done. */
    private static void toldTheTruth(CallResult<?> change, boolean done) {
        assertThat(change)
                .satisfiesAnyOf(
                        result -> assertThat(result).isInstanceOf(UnknownEffect.class),
                        result -> assertThat(result instanceof Found).isEqualTo(done));
    }

    private static void pauseIsAsAsked(Row row, List<CallResult<?>> results) {
        var asked = row.parameters().get("retryAfter");
        for (var result : results) {
            if (asked != null && result instanceof RateLimited<?> limited) {
                assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(Long.parseLong(asked)));
            }
        }
    }

    private static boolean isEndless(Row row) {
        return row.faultKind() == FaultKind.SLOW_DRIP || row.faultKind() == FaultKind.LATENCY;
    }

    private boolean isInDatto(String name) {
        return simulator.world().datto().variables(site).stream()
                .anyMatch(variable -> variable.name().equals(name));
    }

    private boolean isInGravityZone(String name) {
        return simulator.world().gravityZone().companies().stream()
                .anyMatch(each -> each.name().equals(name));
    }

    private void inject(Row row) {
        for (int vendor = 0; vendor < 2; vendor++) {
            var expected = row.expected().subList(3 * vendor, 3 * vendor + 3);
            if (!expected.contains(FaultTable.NOT_OFFERED)) {
                var api = vendor == 0 ? "datto" : "gravityzone";
                for (var method : vendor == 0 ? DATTO_METHODS : GRAVITYZONE_METHODS) {
                    control.post("/faults", row.rule(api, method));
                }
            }
        }
    }

    /** At the same time, because some of them end by their deadline only. */
    private static List<CallResult<?>> together(List<Callable<CallResult<?>>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<CallResult<?>>();
            for (var each : threads.invokeAll(calls)) {
                results.add(each.get());
            }
            return results;
        }
    }

    private DattoRmmClient datto(VendorHttp http) {
        return DattoRmmClients.of(
                http,
                new DattoCredentials(
                        simulator.dattoOrigin().toString(),
                        Secret.of(DemoMsp.API_KEY),
                        Secret.of(DemoMsp.API_SECRET_KEY),
                        null),
                clock);
    }

    private GravityZoneClient gravityZone(VendorHttp http) {
        return GravityZoneClients.of(
                http,
                new GravityZoneCredentials(
                        simulator.gravityZoneAccessUrl().toString(), Secret.of(DemoMsp.GRAVITYZONE_API_KEY)));
    }
}
