package dev.companion.simulation;

import dev.companion.simulation.SimulatedLog.Entry;
import java.time.Instant;
import java.util.Optional;

/** One process's work on a task: a copy of the task's state of its own, and what it decides with it. */
interface TaskOwner<S> {

    /** Takes in one record; what is decided goes to the output that the owner was made with. */
    void take(Entry entry, Instant now);

    void tick(Instant now);

    /** When a tick is worth while. */
    Optional<Instant> nextDue(Instant now);

    /** A copy of the state as it is now. */
    S state();
}
