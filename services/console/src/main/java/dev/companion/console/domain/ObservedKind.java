package dev.companion.console.domain;

/** A list whose deletions can be held. */
public enum ObservedKind {
    SITES,
    USERS,
    COMPANIES
}
