package dev.companion.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.pacing.Breaker.Passage;
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
    void fourFailuresHoldNobodyUp() {
        assertThat(failedInARow(Breaker.OPEN, 4).passage(NOW)).isEqualTo(Passage.ALL);
    }

    @Test
    void anAnswerInBetweenBeginsTheCountAnew() {
        var breaker = failedInARow(failedInARow(Breaker.OPEN, 4).answered(), 4);

        assertThat(breaker.passage(NOW)).isEqualTo(Passage.ALL);
    }

    @Test
    void theFifthClosesItForHalfAMinuteAndThenOneIsTried() {
        var closed = failedInARow(Breaker.OPEN, 5);

        assertThat(closed.passage(NOW.plusSeconds(29))).isEqualTo(Passage.NOTHING);
        assertThat(closed.passage(NOW.plusSeconds(30))).isEqualTo(Passage.ONE_TRIAL);
        var trying = closed.trying(NOW.plusSeconds(60));
        assertThat(trying.passage(NOW.plusSeconds(31))).isEqualTo(Passage.NOTHING);
        assertThat(trying.answered().passage(NOW.plusSeconds(31))).isEqualTo(Passage.ALL);
    }

    @Test
    void eachFailedTrialClosesItForTwiceAsLongUpToAQuarterOfAnHour() {
        var breaker = failedInARow(Breaker.OPEN, 5);
        var now = NOW;
        var expected = 30L;
        for (var trial = 0; trial < 8; trial++) {
            assertThat(breaker.opensAt(now)).isEqualTo(now.plusSeconds(expected));
            now = breaker.opensAt(now);
            breaker = breaker.failed(now);
            expected = Math.min(900, expected * 2);
        }
        assertThat(breaker.opensAt(now)).isEqualTo(now.plusSeconds(900));
    }

    @Test
    void whatFailsLateWhileItIsClosedSaysNothingNew() {
        var closed = failedInARow(Breaker.OPEN, 5);

        assertThat(closed.failed(NOW.plusSeconds(10))).isSameAs(closed);
    }
}
