package dev.companion.simulation;

/** A rule that the simulated shell around the two services can be told to break. */
enum Flaw {
    /** Intents of a transaction that was undone are read all the same. */
    PUBLISHES_WHAT_WAS_UNDONE,
    /** An owner that another has taken over from may still commit. */
    FENCED_OWNER_COMMITS,
    /** An intent that was taken before is taken again. */
    CALLS_TWICE,
    /** Calls begin however late it is. */
    CALLS_AFTER_THE_DEADLINE,
    /** State is kept and what was decided with it is not published. */
    FORGETS_OUTPUT
}
