package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.RmmAccess;
import dev.companion.settings.Tenant;

/** Translates tenants, as far as planning needs them. */
final class TenantRecords {

    private TenantRecords() {}

    static TenantSettings toDomain(Tenant tenant) {
        return new TenantSettings(
                tenant.getTenantId(),
                tenant.getPaused(),
                tenant.getGravityZone().map(GravityZoneAccess::getRootCompanyId).orElse(null),
                tenant.getGravityZone().map(GravityZoneAccess::getRevision).orElse(0L),
                tenant.getRmm().map(RmmAccess::getRevision).orElse(0L),
                tenant.getHealing());
    }
}
