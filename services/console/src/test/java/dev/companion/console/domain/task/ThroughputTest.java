package dev.companion.console.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThroughputTest {

    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void thePaceSinceTheBeginningHoldsForTheRest() {
        var done = everySeconds(1, 20);

        assertThat(Throughput.secondsLeft(done, 40, START, START.plusSeconds(20)))
                .isEqualTo(40);
    }

    @Test
    void onlyTheLastMinuteCounts() {
        var fastThenSlow = new java.util.ArrayList<>(everySeconds(1, 100));
        IntStream.rangeClosed(1, 6).forEach(i -> fastThenSlow.add(START.plusSeconds(100 + 20 * i)));

        // The last minute of three: 3 in 60 seconds, whatever was before.
        assertThat(Throughput.secondsLeft(fastThenSlow, 30, START, START.plusSeconds(220)))
                .isEqualTo(600);
    }

    @Test
    void fewerThanThreeTellNothing() {
        assertThat(Throughput.secondsLeft(everySeconds(1, 2), 10, START, START.plusSeconds(2)))
                .isNull();
        assertThat(Throughput.secondsLeft(everySeconds(1, 3), 10, START, START.plusSeconds(3)))
                .isEqualTo(10);
    }

    @Test
    void nothingThatMovedForAMinuteTellsNothing() {
        var done = everySeconds(1, 10);

        assertThat(Throughput.secondsLeft(done, 10, START, START.plusSeconds(69)))
                .isNotNull();
        assertThat(Throughput.secondsLeft(done, 10, START, START.plusSeconds(70)))
                .isNull();
    }

    @Test
    void whatWasDoneBeforeTheTaskIsNotItsPace() {
        var before = List.of(START.minusSeconds(3), START.minusSeconds(2), START.minusSeconds(1));

        assertThat(Throughput.secondsLeft(before, 10, START, START.plusSeconds(5)))
                .isNull();
    }

    @Test
    void aClockThatIsBehindDividesByNoZero() {
        var done = List.of(START.plusSeconds(1), START.plusSeconds(1), START.plusSeconds(1));

        assertThat(Throughput.secondsLeft(done, 6, START, START)).isEqualTo(2);
    }

    private static List<Instant> everySeconds(int seconds, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> START.plusSeconds((long) seconds * i))
                .toList();
    }
}
