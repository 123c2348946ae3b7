package dev.companion.simulation;

/** A rule that the simulated shell around the two services can be told to break. */
enum Flaw {
    /** Intents of an aborted transaction are read all the same. */
    PUBLISHES_WHAT_WAS_UNDONE,
    /** An owner that was replaced may still commit. */
    FENCED_OWNER_COMMITS,
    /** An intent that was read before is read again. */
    CALLS_TWICE,
    /** Calls start however late it is. */
    CALLS_AFTER_THE_DEADLINE,
    /** State is stored and what was decided with it is not published. */
    FORGETS_OUTPUT
}
