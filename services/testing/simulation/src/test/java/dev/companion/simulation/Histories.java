package dev.companion.simulation;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Runs a history and says how it failed. */
final class Histories {

    private Histories() {}

    /** Returns how the history of a seed broke an invariant, with the command that replays it; empty if it did not. */
    static Optional<String> violation(long seed, Set<Flaw> flaws, AtomicLong calls, AtomicLong events) {
        var simulation = new Simulation(seed, flaws);
        try {
            simulation.run();
            return Optional.empty();
        } catch (Violation | RuntimeException e) {
            var words = e instanceof Violation ? e.getMessage() : e + " at " + e.getStackTrace()[0];
            return Optional.of("""
                    seed %d: %s
                      mvn -q -pl services/testing/simulation test -Dtest=SimulationTest -Dsimulation.seed=%d
                    """.formatted(seed, words, seed));
        } finally {
            calls.addAndGet(simulation.calls());
            events.addAndGet(simulation.events());
        }
    }
}
