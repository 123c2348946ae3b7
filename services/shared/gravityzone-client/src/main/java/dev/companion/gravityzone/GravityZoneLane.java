package dev.companion.gravityzone;

/**
 * What GravityZone counts separately, for all callers with one key: every call, and two kinds of calls in slower
 * classes.
 */
public enum GravityZoneLane {
    ALL,
    LICENSING,
    CREATE_COMPANY
}
