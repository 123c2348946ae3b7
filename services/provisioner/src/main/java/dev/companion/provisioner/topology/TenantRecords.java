package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.RmmAccess;
import dev.companion.settings.Tenant;
import dev.companion.settings.TenantReset;

/** Translates tenants, as far as planning needs them. */
final class TenantRecords {

    private TenantRecords() {}

    /** A tenant whose root company is another tenant's is paused: nothing is changed on its behalf. */
    private static boolean isOfAnother(Tenant tenant) {
        return tenant.getGravityZone()
                .map(GravityZoneAccess::getClaim)
                .filter(claim -> switch (claim) {
                    case TAKEN, INSIDE, SURROUNDS -> true;
                    case UNKNOWN, HELD, CLEAR -> false;
                })
                .isPresent();
    }

    static TenantSettings toDomain(Tenant tenant) {
        return new TenantSettings(
                tenant.getTenantId(),
                tenant.getPaused() || isOfAnother(tenant) || tenant.getReset().isPresent(),
                tenant.getGravityZone().map(GravityZoneAccess::getRootCompanyId).orElse(null),
                tenant.getGravityZone().map(GravityZoneAccess::getRevision).orElse(0L),
                tenant.getRmm().map(RmmAccess::getRevision).orElse(0L),
                tenant.getHealing(),
                tenant.getSweepRequestedAt().orElse(null),
                tenant.getReset().map(TenantReset::getRequestId).orElse(null));
    }
}
