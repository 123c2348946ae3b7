package dev.companion.poller.domain.gate;

/** A vendor whose API is read. The constants have the names of the published record. */
public enum Vendor {
    DATTO_RMM,
    GRAVITYZONE
}
