package dev.companion.resolver.topology;

import dev.companion.deletions.DeletionHold;
import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.CompanyType;
import dev.companion.health.ApiHealth;
import dev.companion.resolver.domain.TenantFacts.Health;
import dev.companion.resolver.domain.TenantFacts.Health.State;
import dev.companion.resolver.domain.TenantFacts.Hold;
import dev.companion.resolver.domain.TenantFacts.Vendor;
import dev.companion.rmm.Site;
import dev.companion.rmm.SiteScope;
import org.jspecify.annotations.Nullable;

/** The topics of what the poller and the provisioner saw of the vendors. Null for what no longer is. */
final class ObservedRecords {

    private ObservedRecords() {}

    static @Nullable StoredSite site(@Nullable Site site) {
        return site == null ? null : new StoredSite(site.getName(), site.getScope() == SiteScope.ON_DEMAND, false);
    }

    static @Nullable StoredCompany company(@Nullable Company company) {
        return company == null
                ? null
                : new StoredCompany(
                        company.getName(),
                        company.getType() == CompanyType.PARTNER,
                        company.getParentId().orElse(null),
                        company.getParentCompanyId().orElse(null),
                        company.getSuspended().orElse(false),
                        company.getUnreachableSince().orElse(null),
                        company.getMetadata().getOccurredAt());
    }

    static @Nullable Hold hold(@Nullable DeletionHold hold) {
        return hold == null
                ? null
                : new Hold(
                        hold.getKind().name(),
                        hold.getSetId(),
                        hold.getMissing(),
                        hold.getKnown(),
                        hold.getExamples(),
                        hold.getSince());
    }

    /** Null also for a vendor or state that this version does not know. */
    static @Nullable Health health(@Nullable ApiHealth health) {
        if (health == null) {
            return null;
        }
        var vendor =
                switch (health.getApi()) {
                    case DATTO_RMM -> Vendor.DATTO_RMM;
                    case GRAVITYZONE -> Vendor.GRAVITYZONE;
                    case UNKNOWN -> null;
                };
        var state =
                switch (health.getState()) {
                    case OK -> State.OK;
                    case THROTTLED -> State.THROTTLED;
                    case FAILING -> State.FAILING;
                    case CREDENTIALS_REJECTED -> State.CREDENTIALS_REJECTED;
                    case PERMISSION_MISSING -> State.PERMISSION_MISSING;
                    case UNKNOWN -> null;
                };
        return vendor == null || state == null
                ? null
                : new Health(
                        health.getService(),
                        vendor,
                        state,
                        health.getDetail().orElse(null),
                        health.getNotBefore().orElse(null),
                        health.getSince(),
                        health.getQuotaUsed().orElse(null),
                        health.getQuotaLimit().orElse(null));
    }
}
