package dev.companion.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Nothing is ever made twice, and everything comes to its end, whatever is lost, doubled, delayed or dies.
 *
 * <p>{@code -Dprovisioner.seeds=N} runs more histories, {@code -Dprovisioner.seed=S} a single one with its journal.
 */
class SimulationTest {

    @Test
    void nothingIsMadeTwiceWhateverDiesInBetween() {
        var single = Long.getLong("provisioner.seed");
        var seeds = single == null
                ? LongStream.range(0, Integer.getInteger("provisioner.seeds", 100))
                : LongStream.of(single);
        var calls = seeds.map(seed -> run(seed, single != null)).sum();

        assertThat(calls).as("calls made in all histories").isGreaterThan(0);
    }

    private static int run(long seed, boolean print) {
        var simulation = new Simulation(seed);
        try {
            simulation.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "history of seed %d (run it alone by -Dprovisioner.seed=%d): %s"
                            .formatted(seed, seed, e.getMessage()),
                    e);
        } finally {
            if (print) {
                System.out.println(simulation.journal());
            }
        }
        return simulation.calls;
    }
}
