package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.Rules;
import org.jspecify.annotations.Nullable;

/**
 * What outcomes are judged by.
 *
 * @param tenant null while nothing is known of the tenant
 */
public record OutcomeContext(@Nullable TenantSettings tenant, CompanyClaims claims, Rules rules) {

    public @Nullable String rootCompanyId() {
        return tenant == null ? null : tenant.rootCompanyId();
    }

    /** Whether what somebody changed behind a ready link is left so. */
    public boolean watching() {
        return tenant != null && tenant.watching();
    }
}
