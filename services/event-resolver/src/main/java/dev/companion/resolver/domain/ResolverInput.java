package dev.companion.resolver.domain;

import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.LinkStatus;
import dev.companion.resolver.domain.facts.ObservedCompany;
import dev.companion.resolver.domain.facts.ObservedSite;
import dev.companion.resolver.domain.facts.TenantHealth.DeletionHold;
import dev.companion.resolver.domain.facts.TenantHealth.VendorHealth;
import dev.companion.resolver.domain.facts.TenantSettings;
import dev.companion.resolver.domain.resolution.ResolutionRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What arrives. A state that is null no longer exists. */
public sealed interface ResolverInput {

    String tenantId();

    /** Returns the id of the event that emissions name as their cause; null if the record had none. */
    @Nullable String cause();

    record SettingsChanged(
            String tenantId,
            @Nullable TenantSettings settings,
            @Nullable String cause) implements ResolverInput {}

    /**
     * The tenant is being reset: all that is known of it is erased, and that is reported.
     *
     * @param requestId the request that resets it
     */
    record TenantReset(String tenantId, String requestId) implements ResolverInput {

        @Override
        public String cause() {
            return requestId;
        }
    }

    record SiteChanged(
            String tenantId,
            String siteUid,
            @Nullable ObservedSite site,
            @Nullable String cause) implements ResolverInput {}

    record CompanyChanged(
            String tenantId,
            String companyId,
            @Nullable ObservedCompany company,
            @Nullable String cause) implements ResolverInput {}

    record LinkChanged(
            String tenantId,
            String siteUid,
            @Nullable LinkSpec link,
            @Nullable String cause) implements ResolverInput {}

    record LinkStatusChanged(
            String tenantId,
            String siteUid,
            @Nullable LinkStatus status,
            @Nullable String cause) implements ResolverInput {}

    /** @param reporter the service and the vendor */
    record VendorHealthChanged(
            String tenantId,
            String reporter,
            @Nullable VendorHealth health,
            @Nullable String cause) implements ResolverInput {}

    /** @param list the list whose rows are held back */
    record DeletionHoldChanged(
            String tenantId,
            String list,
            @Nullable DeletionHold hold,
            @Nullable String cause) implements ResolverInput {}

    /** @param targets empty if the request cannot be carried out as a whole */
    record ResolutionRequested(String tenantId, String requestId, List<Target> targets) implements ResolverInput {

        /** What is requested for one discrepancy. */
        public record Target(String discrepancyId, ResolutionRequest request) {}

        public ResolutionRequested {
            targets = List.copyOf(targets);
        }

        @Override
        public String cause() {
            return requestId;
        }
    }

    /**
     * The mapper has refused a request, possibly a command of this service.
     *
     * @param reason in a sentence for people
     */
    record CommandRefused(String tenantId, String commandId, String reason) implements ResolverInput {

        @Override
        public String cause() {
            return commandId;
        }
    }
}
