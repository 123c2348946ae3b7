package dev.companion.resolver.topology;

import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.CompanyType;
import dev.companion.health.ApiHealth;
import dev.companion.resolver.domain.facts.ObservedCompany;
import dev.companion.resolver.domain.facts.ObservedSite;
import dev.companion.resolver.domain.facts.TenantHealth.DeletionHold;
import dev.companion.resolver.domain.facts.TenantHealth.Vendor;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth.State;
import dev.companion.rmm.Site;
import dev.companion.rmm.SiteScope;
import dev.companion.vocabulary.ObservedKind;
import org.jspecify.annotations.Nullable;

/** Translates from the topics of what poller and provisioner observe. Null stands for what no longer exists. */
final class ObservedRecords {

    private ObservedRecords() {}

    static @Nullable ObservedSite site(@Nullable Site site) {
        return site == null ? null : new ObservedSite(site.getName(), site.getScope() != SiteScope.ON_DEMAND, false);
    }

    static @Nullable ObservedCompany company(String companyId, @Nullable Company company) {
        return company == null
                ? null
                : new ObservedCompany(
                        companyId,
                        company.getName(),
                        company.getType() != CompanyType.PARTNER,
                        company.getParentId().orElse(null),
                        company.getParentCompanyId().orElse(null),
                        company.getSuspended().orElse(false),
                        company.getUnreachableSince().orElse(null),
                        company.getMetadata().getOccurredAt());
    }

    static @Nullable DeletionHold hold(dev.companion.deletions.@Nullable DeletionHold hold) {
        return hold == null
                ? null
                : new DeletionHold(
                        ObservedKind.valueOf(hold.getKind().name()),
                        hold.getSetId(),
                        hold.getMissing(),
                        hold.getKnown(),
                        hold.getExamples(),
                        hold.getSince());
    }

    /** Also returns null for a vendor or state that this version does not know. */
    static @Nullable VendorHealth health(@Nullable ApiHealth health) {
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
                : new VendorHealth(
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
