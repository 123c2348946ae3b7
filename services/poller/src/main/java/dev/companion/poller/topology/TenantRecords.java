package dev.companion.poller.topology;

import dev.companion.settings.SealedSecret;
import dev.companion.settings.Tenant;

/** Settings of a tenant, translated in. */
final class TenantRecords {

    private TenantRecords() {}

    static TenantSettings toDomain(Tenant tenant) {
        return new TenantSettings(
                tenant.getPaused(),
                tenant.getRmm()
                        .map(rmm -> new TenantSettings.Rmm(
                                rmm.getApiUrl(), rmm.getGrant().name(), rmm.getRevision()))
                        .orElse(null),
                tenant.getGravityZone()
                        .map(access -> new TenantSettings.GravityZone(
                                access.getAccessUrl(), access.getRootCompanyId(), access.getRevision()))
                        .orElse(null));
    }

    static TenantSettings.Sealed toDomain(SealedSecret secret) {
        var ciphertext = secret.getCiphertext().duplicate();
        var bytes = new byte[ciphertext.remaining()];
        ciphertext.get(bytes);
        return new TenantSettings.Sealed(bytes, secret.getRevision());
    }
}
