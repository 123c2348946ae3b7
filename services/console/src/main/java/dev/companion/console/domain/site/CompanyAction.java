package dev.companion.console.domain.site;

/** What a person can decide about the company of a linked site. */
public enum CompanyAction {
    /** Written by a newer version. */
    UNKNOWN,
    SUSPEND,
    ACTIVATE,
    MOVE,
    DELETE,
    /** Decided where an event is settled, and nowhere else here. */
    RENAME
}
