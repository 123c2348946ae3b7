package dev.companion.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.pacing.CallPacer;
import dev.companion.pacing.HostPauses;
import dev.companion.pacing.Quota;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.CallResult.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PacedGateTest {

    private enum Lane {
        READ
    }

    private static final Set<Lane> READ = EnumSet.of(Lane.READ);
    private static final Origin MERLOT = origin("https://merlot-api.centrastage.net");
    private static final Origin VIDAL = origin("https://vidal-api.centrastage.net");

    private Instant now = Instant.parse("2026-11-01T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final HostPauses hosts = new HostPauses();
    private final List<Duration> waits = new ArrayList<>();
    private int sent;

    private static Origin origin(String text) {
        return ((Found<Origin>) Origin.of(text)).value();
    }

    private PacedGate<Lane> gate(int callsPerMinute, Duration patience) {
        var pacer = new CallPacer<>(Lane.class, Map.of(Lane.READ, Quota.perMinute(callsPerMinute)), now);
        var gate = new PacedGate<>(pacer, hosts, clock, patience, time -> {
            waits.add(time);
            now = now.plus(time);
        });
        gate.countIfDue(() -> new Found<>(new VendorCount<>(Map.of(Lane.READ, new VendorCount.Used(1_000, 0)))));
        return gate;
    }

    private CallResult<Integer> request() {
        return new Found<>(++sent);
    }

    @Test
    void waitsForRoomAsLongAsItsPatienceLasts() {
        var gate = gate(3, Duration.ofSeconds(70));
        for (var call = 0; call < 3; call++) {
            gate.send(MERLOT, READ, this::request);
        }
        assertThat(waits).isEmpty();

        assertThat(gate.send(MERLOT, READ, this::request)).isEqualTo(new Found<>(4));
        assertThat(waits).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void sendsNothingWhereItWouldHaveToWaitLonger() {
        var gate = gate(1, Duration.ofSeconds(1));
        gate.send(MERLOT, READ, this::request);

        assertThat(gate.send(MERLOT, READ, this::request))
                .isEqualTo(new RateLimited<Integer>(
                        Duration.ofSeconds(60),
                        Scope.SHARE,
                        "not sent, as our share of the account's quota is used up for 60000 ms"));
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void aPauseThatTheVendorAsksForHoldsEverythingOfTheAccount() {
        var gate = gate(100, Duration.ofSeconds(1));
        gate.send(MERLOT, READ, () -> new RateLimited<>(Duration.ofSeconds(45), Scope.ACCOUNT, "too many"));

        assertThat(gate.send(MERLOT, Set.of(), this::request)).isInstanceOf(RateLimited.class);
        now = now.plusSeconds(45);
        assertThat(gate.send(MERLOT, Set.of(), this::request)).isInstanceOf(Found.class);
    }

    @Test
    void aBlockOfOurAddressHoldsEverybodyWhoCallsThatHost() {
        var blocked = gate(100, Duration.ZERO);
        var neighbour = gate(100, Duration.ZERO);
        blocked.send(MERLOT, READ, () -> new RateLimited<>(Duration.ofMinutes(5), Scope.HOST, "blocked"));

        assertThat(neighbour.send(MERLOT, READ, this::request)).isInstanceOfSatisfying(RateLimited.class, limited -> {
            assertThat(limited.scope()).isEqualTo(Scope.HOST);
            assertThat(limited.retryAfter()).isEqualTo(Duration.ofMinutes(5));
        });
        assertThat(neighbour.send(VIDAL, READ, this::request))
                .as("another host")
                .isInstanceOf(Found.class);
        now = now.plusSeconds(300);
        assertThat(neighbour.send(MERLOT, READ, this::request)).isInstanceOf(Found.class);
    }

    @Test
    void asksForTheCountOnceAndKeepsToIt() {
        var gate = gate(100, Duration.ZERO);
        now = now.plus(Duration.ofMinutes(15));
        gate.countIfDue(() -> new Found<>(new VendorCount<>(Map.of(Lane.READ, new VendorCount.Used(100, 80)))));
        gate.countIfDue(() -> {
            throw new AssertionError("asked twice");
        });
        while (gate.send(MERLOT, READ, this::request) instanceof Found) {
            assertThat(sent).isLessThanOrEqualTo(5);
        }

        assertThat(sent).as("85 of 100, less 80").isEqualTo(5);
    }

    @Test
    void aCountThatIsNotToldChangesNothing() {
        var gate = gate(100, Duration.ZERO);
        now = now.plus(Duration.ofMinutes(15));
        gate.countIfDue(() -> new Unavailable<>("out of order"));
        while (gate.send(MERLOT, READ, this::request) instanceof Found) {
            assertThat(sent).isLessThanOrEqualTo(100);
        }

        assertThat(sent).isEqualTo(100);
    }

    @Test
    void nobodyIsAskedForTheCountDuringAPause() {
        var gate = gate(100, Duration.ZERO);
        gate.send(MERLOT, READ, () -> new RateLimited<>(Duration.ofSeconds(45), Scope.ACCOUNT, "too many"));

        gate.countIfDue(() -> {
            throw new AssertionError("asked during a pause");
        });
    }

    @Test
    void theOpenGateLetsEverythingThrough() {
        CallGate<Lane> open = CallGate.open();
        for (var call = 0; call < 50; call++) {
            open.send(MERLOT, READ, this::request);
        }

        assertThat(sent).isEqualTo(50);
    }
}
