package dev.companion.resolver.domain;

/** What somebody may ask to be done about a discrepancy. Which of them can work is said by the discrepancy. */
public enum Action {
    UNKNOWN,
    CREATE,
    MOVE,
    RECREATE,
    ASSOCIATE,
    DELETE,
    KEEP,
    IGNORE,
    RETRY,
    APPROVE,
    REJECT,
    UNLINK,
    RENAME,
    ALIAS,
    ACTIVATE,
    ASSIGN,
    RECHECK
}
