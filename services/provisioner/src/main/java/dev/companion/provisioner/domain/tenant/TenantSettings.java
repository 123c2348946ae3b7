package dev.companion.provisioner.domain.tenant;

import dev.companion.provisioner.domain.step.Vendor;
import org.jspecify.annotations.Nullable;

/**
 * What planning must know of a tenant.
 *
 * @param rootCompanyId the key's own company, below which companies are created; null until GravityZone is set up
 * @param gravityZoneRevision of the access; 0 until it is set up. A rejected key is tried again when it grows
 * @param dattoRevision likewise
 * @param watching whether what somebody changed behind a ready link is only recorded and not put right
 */
public record TenantSettings(
        String tenantId,
        boolean paused,
        @Nullable String rootCompanyId,
        long gravityZoneRevision,
        long dattoRevision,
        boolean watching) {

    /** A tenant whose links are kept right by themselves. */
    public TenantSettings(
            String tenantId,
            boolean paused,
            @Nullable String rootCompanyId,
            long gravityZoneRevision,
            long dattoRevision) {
        this(tenantId, paused, rootCompanyId, gravityZoneRevision, dattoRevision, false);
    }

    public long revision(Vendor vendor) {
        return switch (vendor) {
            case GRAVITYZONE -> gravityZoneRevision;
            case DATTO -> dattoRevision;
        };
    }
}
