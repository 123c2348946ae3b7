package dev.companion.simulation;

/** The topics between the two services, their callers and the people. */
enum Topic {
    REQUESTS(false),
    TENANTS(true),
    SITES(true),
    COMPANIES(true),
    SECRETS(true),
    LINKS(true),
    /** The marks of resets in the topic of links: each is read when all links before it are. */
    LINK_MARKS(true),
    LINK_STATUSES(true),
    /** Read by the watch alone, as by the console. */
    INSTALLATION_LINKS(true),
    INTENTS(false),
    CHANGES(false),
    /** How outcomes changed the links; read by the watch alone. */
    LESSONS(false),
    OUTCOMES(false),
    CLAIM_REQUESTS(false),
    CLAIM_ANSWERS(false),
    /** What the services have erased of a tenant that is reset. */
    ERASURES(true);

    private final boolean compacted;

    Topic(boolean compacted) {
        this.compacted = compacted;
    }

    /** Whether a reader may find only the newest record of a key. */
    boolean compacted() {
        return compacted;
    }
}
