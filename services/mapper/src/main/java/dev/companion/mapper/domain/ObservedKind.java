package dev.companion.mapper.domain;

/** The lists whose deletions can be held. */
public enum ObservedKind {
    SITES,
    USERS,
    COMPANIES
}
