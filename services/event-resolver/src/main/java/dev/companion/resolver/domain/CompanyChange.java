package dev.companion.resolver.domain;

/** What can be decided about a company. */
public enum CompanyChange {
    UNKNOWN,
    SUSPEND,
    ACTIVATE,
    MOVE,
    DELETE,
    RENAME
}
