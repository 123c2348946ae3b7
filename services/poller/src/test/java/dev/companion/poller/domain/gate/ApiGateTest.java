package dev.companion.poller.domain.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.gate.ApiGate.State;
import dev.companion.poller.domain.gate.CallFailure.CredentialsRejected;
import dev.companion.poller.domain.gate.CallFailure.PermissionMissing;
import dev.companion.poller.domain.gate.CallFailure.Throttled;
import dev.companion.poller.domain.gate.CallFailure.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ApiGateTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration PROBE = Duration.ofMinutes(15);
    private static final CallFailure NO_ANSWER = new Unanswered("no connection");

    private final ApiGate fresh = ApiGate.fresh(NOW);

    @Test
    void fourCallsWithoutAnswerLeaveItOpenAndTheFifthClosesIt() {
        var four = failed(fresh, 4);
        assertThat(four.allowsCallsAt(NOW)).isTrue();
        assertThat(four.state()).isEqualTo(State.UNKNOWN);

        var five = failed(four, 1);
        assertThat(five.state()).isEqualTo(State.FAILING);
        assertThat(five.allowsCallsAt(NOW.plusSeconds(29))).isFalse();
        assertThat(five.allowsCallsAt(NOW.plusSeconds(30))).isTrue();
    }

    @Test
    void eachFurtherFailureClosesItForTwiceAsLongUpToAQuarterOfAnHour() {
        var gate = failed(fresh, 5);
        var now = NOW;
        var closures = new ArrayList<Long>();
        for (var trial = 0; trial < 8; trial++) {
            closures.add(Duration.between(now, gate.notBefore()).toSeconds());
            now = gate.notBefore();
            gate = gate.after(NO_ANSWER, PROBE, now);
        }

        assertThat(closures).containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
    }

    @Test
    void whatFailsWhileItIsClosedSaysNothingNew() {
        assertThat(failed(fresh, 9).notBefore()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void anAnswerForgetsFailuresAndASweepForgetsTheState() {
        var answered = failed(fresh, 7).answered();
        assertThat(answered.allowsCallsAt(NOW)).isTrue();
        assertThat(answered.state()).as("one answer proves little").isEqualTo(State.FAILING);
        assertThat(failed(answered, 4).allowsCallsAt(NOW)).isTrue();

        var swept = answered.swept(NOW.plusSeconds(5));
        assertThat(swept.state()).isEqualTo(State.OK);
        assertThat(swept.sweptAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(swept.since()).isEqualTo(NOW.plusSeconds(5));
        assertThat(swept.swept(NOW.plusSeconds(60))).isSameAs(swept);
    }

    @Test
    void anotherStateDoesNotForgetTheLastSweep() {
        var swept = fresh.swept(NOW);
        var failing = failed(swept, 5);
        assertThat(failing.state()).isEqualTo(State.FAILING);
        assertThat(failing.sweptAt()).as("what was read by then was read").isEqualTo(NOW);

        var later = NOW.plusSeconds(90);
        assertThat(failing.swept(later).sweptAt()).as("of the state that began").isEqualTo(later);
        var rejected = swept.after(new CredentialsRejected("wrong key"), PROBE, later);
        assertThat(rejected.sweptAt()).isEqualTo(NOW);
        assertThat(rejected.since()).isEqualTo(later);
        assertThat(rejected.swept(later.plusSeconds(1))
                        .swept(later.plusSeconds(2))
                        .sweptAt())
                .isEqualTo(later.plusSeconds(1));
    }

    @Test
    void aPauseIsGrantedButNoLongerThanAQuarterOfAnHour() {
        var paused = fresh.after(new Throttled(Duration.ofHours(3), false, "too many"), PROBE, NOW);

        assertThat(paused.state()).isEqualTo(State.THROTTLED);
        assertThat(paused.notBefore()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void aVendorThatAsksForASecondAgainAndAgainGetsMore() {
        var pauses = new ArrayList<Long>();
        var gate = fresh;
        for (var n = 0; n < 6; n++) {
            gate = gate.after(new Throttled(Duration.ofSeconds(1), false, "too many"), PROBE, NOW);
            pauses.add(Duration.between(NOW, gate.notBefore()).toSeconds());
        }

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L);
        assertThat(gate.answered()
                        .after(new Throttled(Duration.ofSeconds(1), false, ""), PROBE, NOW)
                        .notBefore())
                .isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void rejectedCredentialsCloseItUntilTheProbeOrNewSettings() {
        var rejected = fresh.after(new CredentialsRejected("wrong key"), PROBE, NOW);

        assertThat(rejected.state()).isEqualTo(State.CREDENTIALS_REJECTED);
        assertThat(rejected.allowsCallsAt(NOW.plus(PROBE).minusSeconds(1))).isFalse();
        assertThat(rejected.allowsCallsAt(NOW.plus(PROBE))).isTrue();
        assertThat(rejected.unblocked().allowsCallsAt(NOW)).isTrue();
    }

    @Test
    void aMissingPermissionIsShownAndAskedForAgainAsUsual() {
        var forbidden = fresh.after(new PermissionMissing("Network"), PROBE, NOW);

        assertThat(forbidden.state()).isEqualTo(State.PERMISSION_MISSING);
        assertThat(forbidden.allowsCallsAt(NOW)).isTrue();
    }

    @Test
    void onlyAnotherStateOrAnotherPauseIsPublished() {
        var failing = failed(fresh, 5);
        assertThat(fresh.differsFor(failed(fresh, 4), NOW)).isFalse();
        assertThat(fresh.differsFor(failing, NOW)).isTrue();
        assertThat(failing.differsFor(failed(failing, 1), NOW)).isFalse();
        assertThat(failing.since()).isEqualTo(failed(failing, 3).since());

        var paused = fresh.after(new Throttled(Duration.ofSeconds(9), false, "too many"), PROBE, NOW);
        assertThat(fresh.differsFor(paused, NOW)).isTrue();
        assertThat(paused.differsFor(paused.after(new Throttled(Duration.ofSeconds(29), false, ""), PROBE, NOW), NOW))
                .as("not for each few seconds")
                .isFalse();
        assertThat(paused.differsFor(paused.after(new Throttled(Duration.ofSeconds(30), false, ""), PROBE, NOW), NOW))
                .isTrue();
        assertThat(paused.differsFor(paused.answered(), NOW)).isFalse();
    }

    private static ApiGate failed(ApiGate gate, int times) {
        var failed = gate;
        for (var n = 0; n < times; n++) {
            failed = failed.after(NO_ANSWER, PROBE, NOW);
        }
        return failed;
    }
}
