package dev.companion.simulation;

import dev.companion.simulation.SimulatedLog.Entry;
import java.time.Instant;
import java.util.Optional;

/** One process's work on a task: its own copy of the task's state, and what it decides with it. */
interface TaskOwner<S> {

    /** Takes one record; what is decided goes to the output that the owner was created with. */
    void take(Entry entry, Instant now);

    void tick(Instant now);

    /** When a tick has something to do. */
    Optional<Instant> nextDue(Instant now);

    /** A copy of the current state. */
    S state();
}
