package dev.companion.console.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.GravityZoneLane;
import dev.companion.gravityzone.GravityZoneShare;
import dev.companion.pacing.HostPauses;
import dev.companion.vendor.CallGate;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.Origin;
import dev.companion.vendor.PacedGate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PatientGateTest {

    private static final Origin VENDOR = new Origin("https", "cloud.example", 443);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Instant now = Instant.parse("2026-11-01T10:00:00Z");
    private final List<Instant> sent = new ArrayList<>();
    private final CallGate<GravityZoneLane> gate = new PatientGate<>(
            new PacedGate<>(
                    new GravityZoneShare(1, 1).pacer(Instant.EPOCH),
                    new HostPauses(),
                    () -> now,
                    PATIENCE,
                    time -> now = now.plus(time)),
            PATIENCE);

    @Test
    void savesInARowStayWithinTheirShareAndAllSucceed() {
        for (var save = 0; save < 6; save++) {
            assertThat(call()).isInstanceOf(Found.class);
            assertThat(call()).isInstanceOf(Found.class);
        }

        for (var i = 1; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 1), sent.get(i)))
                    .as("call %d", i)
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void aQuotaThatOthersHaveUsedUpIsWaitedForAndNotShown() {
        var refusals = new ArrayList<>(List.of(1, 2));

        var result = gate.send(VENDOR, Set.of(GravityZoneLane.ALL), () -> {
            sent.add(now);
            return refusals.isEmpty() ? new Found<>("fine") : limited(Duration.ofSeconds(refusals.removeFirst()));
        });

        assertThat(result).isEqualTo(new Found<>("fine"));
        assertThat(sent).hasSize(3);
        assertThat(Duration.between(sent.getFirst(), sent.getLast())).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aLongPauseIsNotWaitedFor() {
        var result = gate.send(VENDOR, Set.of(GravityZoneLane.ALL), () -> {
            sent.add(now);
            return limited(Duration.ofMinutes(5));
        });

        assertThat(result).isInstanceOf(RateLimited.class);
        assertThat(sent).hasSize(1);
    }

    @Test
    void theGatesOfStrangersKeysDoNotFillTheMemory() {
        var made = new ArrayList<CallGate<GravityZoneLane>>();
        var gates = new ProbeGates<GravityZoneLane>(() -> {
            made.add(CallGate.open());
            return made.getLast();
        });
        var kept = gates.of("kept");
        for (var i = 0; i < ProbeGates.GATES_MAX * 3; i++) {
            gates.of("stranger " + i);
            assertThat(gates.of("kept")).isSameAs(kept);
        }

        assertThat(gates.of("stranger 0")).isNotSameAs(made.get(1));
    }

    private CallResult<String> call() {
        return gate.send(VENDOR, Set.of(GravityZoneLane.ALL), () -> {
            sent.add(now);
            return new Found<>("fine");
        });
    }

    private static <T> CallResult<T> limited(Duration retryAfter) {
        return new RateLimited<>(retryAfter, Scope.ACCOUNT, "too many requests");
    }
}
