package dev.companion.datto;

/** What Datto RMM counts apart, for all callers of an account together: reads, writes, and each kind of write. */
public enum DattoLane {
    READ,
    WRITE,
    SITE_VARIABLE_CREATE,
    SITE_VARIABLE_UPDATE,
    SITE_VARIABLE_DELETE
}
