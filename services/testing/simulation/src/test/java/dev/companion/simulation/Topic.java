package dev.companion.simulation;

/** The topics between the two services, their callers and the people. */
enum Topic {
    REQUESTS(false),
    TENANTS(true),
    SITES(true),
    COMPANIES(true),
    LINKS(true),
    LINK_STATUSES(true),
    /** Read by the watch alone, as by the console. */
    INSTALLATION_LINKS(true),
    INTENTS(false),
    CHANGES(false),
    /** How outcomes changed the links; read by the watch alone. */
    LESSONS(false),
    OUTCOMES(false);

    private final boolean compacted;

    Topic(boolean compacted) {
        this.compacted = compacted;
    }

    /** Whether a reader may find only the newest record of a key. */
    boolean compacted() {
        return compacted;
    }
}
