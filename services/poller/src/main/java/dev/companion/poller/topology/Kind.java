package dev.companion.poller.topology;

import dev.companion.health.VendorApi;

/** What is polled, by the names that metrics and stores use. */
enum Kind {
    SITES(VendorApi.DATTO_RMM),
    USERS(VendorApi.DATTO_RMM),
    /** The activity log, which is no list to keep but a hint to read the lists. */
    ACTIVITIES(VendorApi.DATTO_RMM),
    COMPANIES(VendorApi.GRAVITYZONE),
    PACKAGES(VendorApi.GRAVITYZONE);

    private final VendorApi api;

    Kind(VendorApi api) {
        this.api = api;
    }

    VendorApi api() {
        return api;
    }
}
