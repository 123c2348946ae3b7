package dev.companion.poller.topology;

import dev.companion.health.VendorApi;

/** What is polled, by the names that metrics and stores use. */
enum Kind {
    SITES(VendorApi.DATTO_RMM, true),
    USERS(VendorApi.DATTO_RMM, true),
    /** The activity log, which is no list to keep but a hint to read the lists. */
    ACTIVITIES(VendorApi.DATTO_RMM, false),
    COMPANIES(VendorApi.GRAVITYZONE, true),
    PACKAGES(VendorApi.GRAVITYZONE, false);

    private final VendorApi api;
    private final boolean guarded;

    Kind(VendorApi api, boolean guarded) {
        this.api = api;
        this.guarded = guarded;
    }

    /** Whether too many deletions of it are held back. */
    boolean guarded() {
        return guarded;
    }

    VendorApi api() {
        return api;
    }
}
