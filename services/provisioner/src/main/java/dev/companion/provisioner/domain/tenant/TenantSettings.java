package dev.companion.provisioner.domain.tenant;

import dev.companion.provisioner.domain.step.Vendor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a tenant, as far as planning needs them.
 *
 * @param rootCompanyId the key's own company, below which companies are created; null until GravityZone is set up
 * @param gravityZoneRevision of the access; 0 while it is not connected. A rejected key is tried again when it grows
 * @param dattoRevision likewise
 * @param healing whether what was changed behind a ready link is repaired; if not, it is only recorded
 * @param checkRequestedAt when a person last requested a check of everything; null for never
 * @param resetBy the request that resets the tenant; null unless a reset is under way
 */
public record TenantSettings(
        String tenantId,
        boolean paused,
        @Nullable String rootCompanyId,
        long gravityZoneRevision,
        long dattoRevision,
        boolean healing,
        @Nullable Instant checkRequestedAt,
        @Nullable String resetBy) {

    /** A tenant that is not reset. */
    public TenantSettings(
            String tenantId,
            boolean paused,
            @Nullable String rootCompanyId,
            long gravityZoneRevision,
            long dattoRevision,
            boolean healing,
            @Nullable Instant checkRequestedAt) {
        this(tenantId, paused, rootCompanyId, gravityZoneRevision, dattoRevision, healing, checkRequestedAt, null);
    }

    /** A tenant with self-healing. */
    public TenantSettings(
            String tenantId,
            boolean paused,
            @Nullable String rootCompanyId,
            long gravityZoneRevision,
            long dattoRevision) {
        this(tenantId, paused, rootCompanyId, gravityZoneRevision, dattoRevision, true, null);
    }

    /** Whether these request a check that the settings before did not request. */
    boolean requestsCheckSince(TenantSettings before) {
        return checkRequestedAt != null
                && (before.checkRequestedAt == null || checkRequestedAt.isAfter(before.checkRequestedAt));
    }

    public long revision(Vendor vendor) {
        return switch (vendor) {
            case GRAVITYZONE -> gravityZoneRevision;
            case DATTO -> dattoRevision;
        };
    }
}
