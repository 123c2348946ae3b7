package dev.companion.vocabulary;

/** How a discrepancy can be resolved. Which of them are possible now depends on the discrepancy. */
public enum ResolutionAction {
    /** Written by a newer version, or absent. */
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
