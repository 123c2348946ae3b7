package dev.companion.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing exists twice, nothing exists that was not asked for, and everything settles, whatever is lost, doubled,
 * delayed or dies.
 *
 * <p>{@code -Dsimulation.seeds=N} runs more histories, {@code -Dsimulation.seed=S} a single one with its journal.
 */
class SimulationTest {

    private static final int SEEDS = 100;
    private static final int MANY = 500;

    @Test
    void wishesStatusesAndWorldAgreeWhateverGoesWrong() {
        run(SEEDS);
    }

    @Test
    @Tag("wide")
    void theSameInManyHistories() {
        run(MANY);
    }

    private static void run(int histories) {
        var single = Long.getLong("simulation.seed");
        if (single != null) {
            replay(single);
            return;
        }
        var seeds = Integer.getInteger("simulation.seeds", histories);
        var calls = new AtomicLong();
        var events = new AtomicLong();
        var began = System.nanoTime();

        var failed = LongStream.range(0, seeds)
                .parallel()
                .mapToObj(seed -> Histories.violation(seed, Set.of(), calls, events))
                .flatMap(java.util.Optional::stream)
                .toList();

        var took = Duration.ofNanos(System.nanoTime() - began);
        System.out.printf(
                "%d histories in %.1f s: %,d events, %,d calls, %d failed%n",
                seeds, took.toMillis() / 1000.0, events.get(), calls.get(), failed.size());
        assertThat(failed).as("broken histories").isEmpty();
        assertThat(calls).as("calls made").hasValueGreaterThan(100L * seeds);
    }

    private static void replay(long seed) {
        var simulation = new Simulation(seed, Set.of());
        try {
            simulation.run();
        } finally {
            simulation.journal().forEach(System.out::println);
        }
    }
}
