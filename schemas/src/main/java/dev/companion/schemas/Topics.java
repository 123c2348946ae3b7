package dev.companion.schemas;

import dev.companion.audit.AuditEntry;
import dev.companion.deletions.DeletionHold;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyChange;
import dev.companion.gravityzone.ClaimAnswer;
import dev.companion.gravityzone.ClaimRequest;
import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.InstallationPackage;
import dev.companion.gravityzone.RootClaim;
import dev.companion.health.ApiHealth;
import dev.companion.health.ServiceReport;
import dev.companion.links.InstallationLink;
import dev.companion.links.Link;
import dev.companion.links.LinkStatus;
import dev.companion.links.Suggestion;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.requests.Request;
import dev.companion.requests.RequestResult;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.Site;
import dev.companion.rmm.SiteVariable;
import dev.companion.rmm.User;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.Tenant;
import dev.companion.settings.TenantErasure;
import java.util.List;

/** Every topic with a record type, as typed constants. The catalogue has their other properties. */
public final class Topics {

    public static final Topic<Site> RMM_SITES = topic("rmm.sites", Site.class);
    public static final Topic<SiteVariable> RMM_SITE_VARIABLES = topic("rmm.site-variables", SiteVariable.class);
    public static final Topic<User> RMM_USERS = topic("rmm.users", User.class);
    public static final Topic<RmmChange> RMM_CHANGES = topic("rmm.changes", RmmChange.class);
    public static final Topic<Company> GRAVITYZONE_COMPANIES = topic("gravityzone.companies", Company.class);
    public static final Topic<InstallationPackage> GRAVITYZONE_PACKAGES =
            topic("gravityzone.packages", InstallationPackage.class);
    public static final Topic<RootClaim> GRAVITYZONE_ROOT_CLAIMS = topic("gravityzone.root-claims", RootClaim.class);
    public static final Topic<ClaimRequest> GRAVITYZONE_CLAIM_REQUESTS =
            topic("gravityzone.claim-requests", ClaimRequest.class);
    public static final Topic<ClaimAnswer> GRAVITYZONE_CLAIM_ANSWERS =
            topic("gravityzone.claim-answers", ClaimAnswer.class);
    public static final Topic<Request> REQUESTS = topic("requests", Request.class);
    public static final Topic<RequestResult> REQUEST_RESULTS = topic("request-results", RequestResult.class);
    public static final Topic<Tenant> TENANTS = topic("tenants", Tenant.class);
    public static final Topic<TenantErasure> TENANT_ERASURES = topic("tenant-erasures", TenantErasure.class);
    public static final Topic<SealedSecret> SECRETS = topic("secrets", SealedSecret.class);
    public static final Topic<Link> LINKS = topic("links", Link.class);
    public static final Topic<LinkStatus> LINK_STATUSES = topic("link-statuses", LinkStatus.class);
    public static final Topic<InstallationLink> INSTALLATION_LINKS =
            topic("installation-links", InstallationLink.class);
    public static final Topic<Suggestion> SUGGESTIONS = topic("suggestions", Suggestion.class);
    public static final Topic<Intent> PROVISIONING_INTENTS = topic("provisioning.intents", Intent.class);
    public static final Topic<Outcome> PROVISIONING_OUTCOMES = topic("provisioning.outcomes", Outcome.class);
    public static final Topic<ProvisioningChange> PROVISIONING_CHANGES =
            topic("provisioning.changes", ProvisioningChange.class);
    public static final Topic<Discrepancy> DISCREPANCIES = topic("discrepancies", Discrepancy.class);
    public static final Topic<DiscrepancyChange> DISCREPANCY_CHANGES =
            topic("discrepancy-changes", DiscrepancyChange.class);
    public static final Topic<ApiHealth> API_HEALTH = topic("api-health", ApiHealth.class);
    public static final Topic<ServiceReport> SERVICE_REPORTS = topic("service-reports", ServiceReport.class);
    public static final Topic<DeletionHold> DELETION_HOLDS = topic("deletion-holds", DeletionHold.class);
    public static final Topic<AuditEntry> AUDIT = topic("audit", AuditEntry.class);

    /** Contains records as original bytes, so it has no record type. */
    public static final String DEAD_LETTERS = TopicCatalogue.fullName(Instance.ofThisProcess(), "dead-letters");

    private Topics() {}

    /** In the order of the catalogue. */
    public static List<Topic<?>> all() {
        return List.of(
                RMM_SITES,
                RMM_SITE_VARIABLES,
                RMM_USERS,
                RMM_CHANGES,
                GRAVITYZONE_COMPANIES,
                GRAVITYZONE_PACKAGES,
                GRAVITYZONE_ROOT_CLAIMS,
                GRAVITYZONE_CLAIM_REQUESTS,
                GRAVITYZONE_CLAIM_ANSWERS,
                REQUESTS,
                REQUEST_RESULTS,
                TENANTS,
                TENANT_ERASURES,
                SECRETS,
                LINKS,
                LINK_STATUSES,
                INSTALLATION_LINKS,
                SUGGESTIONS,
                PROVISIONING_INTENTS,
                PROVISIONING_OUTCOMES,
                PROVISIONING_CHANGES,
                DISCREPANCIES,
                DISCREPANCY_CHANGES,
                API_HEALTH,
                SERVICE_REPORTS,
                DELETION_HOLDS,
                AUDIT);
    }

    private static <V extends org.apache.avro.specific.SpecificRecord> Topic<V> topic(String shortName, Class<V> type) {
        return new Topic<>(TopicCatalogue.fullName(Instance.ofThisProcess(), shortName), type);
    }
}
