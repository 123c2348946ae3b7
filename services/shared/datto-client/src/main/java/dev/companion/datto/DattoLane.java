package dev.companion.datto;

/**
 * The operations that Datto RMM counts separately, for all callers of an account together: reads, writes, and each kind
 * of write.
 */
public enum DattoLane {
    READ,
    WRITE,
    SITE_VARIABLE_CREATE,
    SITE_VARIABLE_UPDATE,
    SITE_VARIABLE_DELETE
}
