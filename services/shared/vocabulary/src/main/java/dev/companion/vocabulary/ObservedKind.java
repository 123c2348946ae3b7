package dev.companion.vocabulary;

/** A list that is observed, whose deletions can be held. */
public enum ObservedKind {
    /** Written by a newer version, or absent. */
    UNKNOWN,
    /** Sites of Datto RMM. */
    SITES,
    /** Users of Datto RMM. */
    USERS,
    /** Companies of GravityZone. */
    COMPANIES
}
