package dev.companion.poller.domain.read;

import dev.companion.poller.domain.gate.Vendor;

/** Where a vendor is called for a tenant, and with which sealed credentials. */
public sealed interface VendorAccess {

    Vendor vendor();

    record Datto(String apiUrl, String grant, SealedCredential apiKey, SealedCredential apiSecretKey)
            implements VendorAccess {
        @Override
        public Vendor vendor() {
            return Vendor.DATTO_RMM;
        }
    }

    /** @param rootCompanyId the key's own company, which is never one of the companies below it */
    record GravityZone(String accessUrl, String rootCompanyId, SealedCredential apiKey) implements VendorAccess {
        @Override
        public Vendor vendor() {
            return Vendor.GRAVITYZONE;
        }
    }
}
