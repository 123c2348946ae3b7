package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.Rules;
import org.jspecify.annotations.Nullable;

/**
 * What is needed, besides the state of the link, to apply an outcome.
 *
 * @param tenant null while the tenant is not known
 */
public record OutcomeContext(@Nullable TenantSettings tenant, CompanyClaims claims, Rules rules) {

    public @Nullable String rootCompanyId() {
        return tenant == null ? null : tenant.rootCompanyId();
    }

    /** Whether changes behind a ready link are only recorded and not repaired. */
    public boolean isHealingOff() {
        return tenant != null && !tenant.healing();
    }
}
