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

    /**
     * A vendor that a person disconnected has the revision 0, so no call is made. The root company stays known: outcomes of
     * calls that were under way are judged by it.
     */
    static TenantSettings toDomain(Tenant tenant) {
        var gravityZone = tenant.getGravityZone()
                .filter(access -> access.getDisconnectedAt().isEmpty());
        var rmm = tenant.getRmm().filter(access -> access.getDisconnectedAt().isEmpty());
        return new TenantSettings(
                tenant.getTenantId(),
                tenant.getPaused() || isOfAnother(tenant) || tenant.getReset().isPresent(),
                tenant.getGravityZone().map(GravityZoneAccess::getRootCompanyId).orElse(null),
                gravityZone.map(GravityZoneAccess::getRevision).orElse(0L),
                rmm.map(RmmAccess::getRevision).orElse(0L),
                tenant.getHealing(),
                tenant.getSweepRequestedAt().orElse(null),
                tenant.getReset().map(TenantReset::getRequestId).orElse(null));
    }
}
