package dev.companion.simulator.world;

/** Which description of the vendors the switches start from. */
public enum Profile {
    /** The services as they were observed and documented by their vendors. */
    REAL,
    /** The services as a third-party guide describes them: other grant, paging, users and limits. */
    SEED
}
