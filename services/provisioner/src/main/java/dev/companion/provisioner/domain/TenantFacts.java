package dev.companion.provisioner.domain;

import org.jspecify.annotations.Nullable;

/**
 * What planning must know of a tenant.
 *
 * @param rootCompanyId the key's own company, below which companies are created; null until GravityZone is set up
 * @param gravityZoneRevision of the access; 0 until it is set up. A rejected key is tried again when it grows
 * @param dattoRevision likewise
 */
public record TenantFacts(
        String tenantId, boolean paused, @Nullable String rootCompanyId, long gravityZoneRevision, long dattoRevision) {

    long revision(Vendor vendor) {
        return switch (vendor) {
            case GRAVITYZONE -> gravityZoneRevision;
            case DATTO -> dattoRevision;
        };
    }
}
