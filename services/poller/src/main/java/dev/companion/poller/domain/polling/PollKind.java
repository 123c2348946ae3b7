package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.gate.Vendor;

/** What is polled. Metrics and stores use these names. */
public enum PollKind {
    SITES(Vendor.DATTO_RMM, true),
    USERS(Vendor.DATTO_RMM, true),
    /** The activity log: not a list to remember, but a hint to read the lists. */
    ACTIVITIES(Vendor.DATTO_RMM, false),
    /** The site variables: read only when a person looks for links that were made before. */
    VARIABLES(Vendor.DATTO_RMM, false),
    COMPANIES(Vendor.GRAVITYZONE, true),
    PACKAGES(Vendor.GRAVITYZONE, false);

    private final Vendor vendor;
    private final boolean guarded;

    PollKind(Vendor vendor, boolean guarded) {
        this.vendor = vendor;
        this.guarded = guarded;
    }

    /** Whether too many deletions of this kind are held back. */
    public boolean guarded() {
        return guarded;
    }

    public Vendor vendor() {
        return vendor;
    }
}
