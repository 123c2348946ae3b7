package dev.companion.poller.topology;

import org.jspecify.annotations.Nullable;

/** What of a tenant's settings concerns polling, as it is stored. */
record TenantSettings(
        boolean paused, @Nullable Rmm rmm, @Nullable GravityZone gravityZone) {

    record Rmm(String apiUrl, String grant, long revision) {}

    record GravityZone(String accessUrl, String rootCompanyId, long revision) {}

    /** One sealed credential. */
    record Sealed(byte[] ciphertext, long revision) {

        @Override
        public String toString() {
            return "Sealed[revision=" + revision + "]";
        }
    }
}
