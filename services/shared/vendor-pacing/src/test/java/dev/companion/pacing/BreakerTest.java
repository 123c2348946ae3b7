package dev.companion.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.pacing.Breaker.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private static Breaker failedInARow(Breaker breaker, int times) {
        var failed = breaker;
        for (var i = 0; i < times; i++) {
            failed = failed.failed(NOW);
        }
        return failed;
    }

    @Test
    void staysClosedForFourFailures() {
        assertThat(failedInARow(Breaker.CLOSED, 4).state(NOW)).isEqualTo(State.CLOSED);
    }

    @Test
    void aSuccessInBetweenResetsTheCount() {
        var breaker = failedInARow(failedInARow(Breaker.CLOSED, 4).succeeded(), 4);

        assertThat(breaker.state(NOW)).isEqualTo(State.CLOSED);
    }

    @Test
    void theFifthFailureOpensItForHalfAMinuteAndThenOneTrialIsAllowed() {
        var open = failedInARow(Breaker.CLOSED, 5);

        assertThat(open.state(NOW.plusSeconds(29))).isEqualTo(State.OPEN);
        assertThat(open.state(NOW.plusSeconds(30))).isEqualTo(State.HALF_OPEN);
        var trying = open.trying(NOW.plusSeconds(60));
        assertThat(trying.state(NOW.plusSeconds(31))).isEqualTo(State.OPEN);
        assertThat(trying.succeeded().state(NOW.plusSeconds(31))).isEqualTo(State.CLOSED);
    }

    @Test
    void eachFailedTrialOpensItForTwiceAsLongUpToAQuarterOfAnHour() {
        var breaker = failedInARow(Breaker.CLOSED, 5);
        var now = NOW;
        var expected = 30L;
        for (var trial = 0; trial < 8; trial++) {
            assertThat(breaker.retryAt(now)).isEqualTo(now.plusSeconds(expected));
            now = breaker.retryAt(now);
            breaker = breaker.failed(now);
            expected = Math.min(900, expected * 2);
        }
        assertThat(breaker.retryAt(now)).isEqualTo(now.plusSeconds(900));
    }

    @Test
    void ignoresAFailureThatArrivesWhileItIsOpen() {
        var open = failedInARow(Breaker.CLOSED, 5);

        assertThat(open.failed(NOW.plusSeconds(10))).isSameAs(open);
    }
}
