package dev.companion.operations.domain.backup;

/** What the records of a topic are. */
public enum Content {
    /** The newest record of each key is the state of an entity. */
    STATE,
    /** Facts that no service of ours decides from: the audit trail and published changes. */
    HISTORY,
    /** The private state of a service: the newest record of each key, as bytes. */
    CHANGELOG
}
