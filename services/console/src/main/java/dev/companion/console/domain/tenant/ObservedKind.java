package dev.companion.console.domain.tenant;

/** A list whose deletions can be held. */
public enum ObservedKind {
    SITES,
    USERS,
    COMPANIES
}
