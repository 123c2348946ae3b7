package dev.companion.console;

import dev.companion.audit.AuditEntry;
import dev.companion.deletions.DeletionHold;
import dev.companion.deletions.ObservedKind;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Choice;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyState;
import dev.companion.discrepancies.DiscrepancyType;
import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.CompanyType;
import dev.companion.gravityzone.InstallationPackage;
import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.ServiceReport;
import dev.companion.health.ServiceState;
import dev.companion.health.VendorApi;
import dev.companion.links.CompanyProvenance;
import dev.companion.links.Condition;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.InstallationLink;
import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.links.Suggestion;
import dev.companion.links.SuggestionCandidate;
import dev.companion.links.SuggestionState;
import dev.companion.links.Wanted;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.provisioning.ProvisioningChangeType;
import dev.companion.requests.RequestItem;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.rmm.Site;
import dev.companion.rmm.SiteScope;
import dev.companion.rmm.User;
import dev.companion.runtime.EventMetadatas;
import dev.companion.settings.DefaultPackage;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.RmmAccess;
import dev.companion.settings.RmmGrant;
import dev.companion.settings.Tenant;
import dev.companion.shared.EventMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records as the other services write them, with only what a test is about left to be said. */
public final class Recorded {

    /** The installation link of every package. */
    public static final String WINDOWS_LINK = "https://cloud.example/Packages/BSTWIN/0/setupdownloader_[aHR0cHM6].exe";

    public static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");

    private Recorded() {}

    static EventMetadata metadata() {
        return EventMetadatas.of("e", AT, 1, null);
    }

    public static Site site(String tenant, String uid, String name) {
        return site(tenant, uid, name, SiteScope.MANAGED, 12);
    }

    public static Site site(String tenant, String uid, String name, SiteScope scope, @Nullable Integer devices) {
        return Site.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setSiteUid(uid)
                .setName(name)
                .setScope(scope)
                .setDevices(devices)
                .setPortalUrl("https://merlot.example/site/" + uid)
                .build();
    }

    public static Company company(String tenant, String id, String name) {
        return company(tenant, id, name, CompanyType.CUSTOMER, false);
    }

    public static Company company(String tenant, String id, String name, CompanyType type, boolean suspended) {
        return Company.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setCompanyId(id)
                .setName(name)
                .setType(type)
                .setSuspended(suspended)
                .setManagedByPartner(true)
                .setPath("Northwind")
                .build();
    }

    public static InstallationPackage installationPackage(String tenant, String id, String companyId, String name) {
        return InstallationPackage.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setPackageId(id)
                .setCompanyId(companyId)
                .setName(name)
                .build();
    }

    public static Link link(
            String tenant, String siteUid, long generation, @Nullable String companyId, @Nullable String companyName) {
        return link(tenant, siteUid, generation, Wanted.PRESENT, companyId, companyName);
    }

    public static Link link(
            String tenant,
            String siteUid,
            long generation,
            Wanted wanted,
            @Nullable String companyId,
            @Nullable String companyName) {
        return Link.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setSiteUid(siteUid)
                .setSiteName("former name of " + siteUid)
                .setGeneration(generation)
                .setWanted(wanted)
                .setCompanyId(companyId)
                .setCompanyName(companyName)
                .setPackageName("companion-" + siteUid)
                .setPackageProfile(defaultPackage())
                .setRequestId("r")
                .build();
    }

    public static LinkStatus status(
            String tenant, String siteUid, long generation, LinkPhase phase, @Nullable String companyId) {
        return status(tenant, siteUid, generation, phase, companyId, null, null);
    }

    /** @param waiting the reason of the first condition that does not hold; null where all hold */
    public static LinkStatus status(
            String tenant,
            String siteUid,
            long generation,
            LinkPhase phase,
            @Nullable String companyId,
            @Nullable ConditionReason waiting,
            @Nullable String message) {
        var holds = phase == LinkPhase.READY;
        return LinkStatus.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setSiteUid(siteUid)
                .setObservedGeneration(generation)
                .setPhase(phase)
                .setCompanyId(companyId)
                .setCompanyName(companyId == null ? null : "company " + companyId)
                .setProvenance(CompanyProvenance.CHOSEN)
                .setPackageId(holds ? "package-of-" + siteUid : null)
                .setPackageName(holds ? "companion-" + siteUid : null)
                .setPackageLinkSince(holds ? AT : null)
                .setConditions(List.of(
                        condition(ConditionType.COMPANY_READY, companyId != null, waiting, message),
                        condition(ConditionType.PACKAGE_READY, holds, waiting, message),
                        condition(ConditionType.LINK_READY, holds, waiting, message),
                        condition(ConditionType.VERIFIED, holds, waiting, message)))
                .build();
    }

    /** Of the package that {@link #status} says is ready. */
    public static InstallationLink installationLink(String tenant, String siteUid) {
        return InstallationLink.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setSiteUid(siteUid)
                .setCompanyId("company-of-" + siteUid)
                .setPackageId("package-of-" + siteUid)
                .setWindowsLink(WINDOWS_LINK)
                .setSince(AT)
                .build();
    }

    private static Condition condition(
            ConditionType type, boolean holds, @Nullable ConditionReason waiting, @Nullable String message) {
        return Condition.newBuilder()
                .setType(type)
                .setStatus(holds ? ConditionStatus.TRUE : ConditionStatus.FALSE)
                .setReason(holds ? ConditionReason.HOLDS : waiting == null ? ConditionReason.PENDING : waiting)
                .setMessage(holds ? null : message)
                .setSince(AT)
                .build();
    }

    public static DefaultPackage defaultPackage() {
        return DefaultPackage.newBuilder()
                .setAdvancedAntiExploit(true)
                .setAdvancedThreatControl(true)
                .setDeviceControl(false)
                .setFirewall(true)
                .setContentControl(false)
                .setNetworkAttackDefense(true)
                .setPowerUser(false)
                .setEdrSensor(false)
                .setPatchManagement(false)
                .setExchangeProtection(false)
                .setFullDiskEncryption(false)
                .setRemoveCompetitors(true)
                .setLanguage("en_US")
                .build();
    }

    public static Tenant tenant(String tenant, String name) {
        return Tenant.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setName(name)
                .setGravityZone(GravityZoneAccess.newBuilder()
                        .setAccessUrl(FakeVendors.ACCESS_URL)
                        .setApiKeyLastFour("1111")
                        .setRootCompanyId("64b6a1b2c3d4e5f601020304")
                        .setRootCompanyName("Northwind")
                        .setRevision(1)
                        .build())
                .setRmm(RmmAccess.newBuilder()
                        .setApiUrl(FakeVendors.RMM_URL)
                        .setApiKeyLastFour("aaaa")
                        .setGrant(RmmGrant.PASSWORD)
                        .setRevision(1)
                        .build())
                .setDefaultPackage(defaultPackage())
                .build();
    }

    public static Discrepancy event(
            String tenant, String id, DiscrepancyType type, DiscrepancyState state, String siteUid, Action... actions) {
        return Discrepancy.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setDiscrepancyId(id)
                .setType(type)
                .setState(state)
                .setSiteUid(siteUid)
                .setSiteName("site " + siteUid)
                .setCompanyId("c-1")
                .setCompanyName("Contoso Ltd")
                .setTitle("Company deleted")
                .setSummary("The company Contoso Ltd no longer exists in GravityZone.")
                .setConsequence("Devices of the site cannot be protected.")
                .setActions(List.of(actions))
                .setChoices(Stream.of(actions).map(Recorded::choice).toList())
                .setOpenedAt(AT)
                .build();
    }

    private static Choice choice(Action action) {
        return Choice.newBuilder()
                .setAction(action)
                .setLabel("Do " + action)
                .setEffect("What follows from " + action + ".")
                .setNeedsName(action == Action.CREATE || action == Action.DELETE)
                .setDestructive(action == Action.DELETE)
                .build();
    }

    /** @param companies ids of the candidates, the best first */
    public static Suggestion suggestion(
            String tenant, String siteUid, String siteName, SuggestionState state, String... companies) {
        var candidates = new ArrayList<SuggestionCandidate>();
        for (var company : companies) {
            candidates.add(SuggestionCandidate.newBuilder()
                    .setCompanyId(company)
                    .setCompanyName("company " + company)
                    .setScore(95 - candidates.size())
                    .setEvidence(List.of("The names are the same but for the legal form."))
                    .build());
        }
        return Suggestion.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setSiteUid(siteUid)
                .setSiteName(siteName)
                .setState(state)
                .setCandidates(candidates)
                .setDispute(state == SuggestionState.DISPUTED ? "Two companies fit equally well." : null)
                .build();
    }

    /** @param username null where it is not published */
    public static User user(String tenant, String userKey, @Nullable String username) {
        return User.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setUserKey(userKey)
                .setUsername(username)
                .build();
    }

    public static DeletionHold hold(String tenant, ObservedKind kind, String setId, int missing, String... examples) {
        return DeletionHold.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setKind(kind)
                .setSetId(setId)
                .setMissing(missing)
                .setKnown(40)
                .setExamples(List.of(examples))
                .setSince(AT)
                .build();
    }

    /** What the reader of a vendor's lists says of itself. */
    /** What an instance of a service says of itself. */
    public static ServiceReport report(
            String service, String instance, ServiceState state, Instant startedAt, Instant at) {
        return ServiceReport.newBuilder()
                .setMetadata(EventMetadata.newBuilder()
                        .setEventId("report:" + service + ":" + instance)
                        .setOccurredAt(at)
                        .setSequence(1)
                        .build())
                .setService(service)
                .setInstance(instance)
                .setVersion("0.1")
                .setStartedAt(startedAt)
                .setState(state)
                .setNotReady(state == ServiceState.NOT_READY ? List.of("streams") : List.of())
                .setLag(7L)
                .build();
    }

    public static ApiHealth reader(String tenant, VendorApi api, ApiState state) {
        return ApiHealth.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setService("poller")
                .setApi(api)
                .setState(state)
                .setSince(AT)
                .build();
    }

    public static RequestResult accepted(
            String tenant, String requestId, RequestType type, Map<String, Long> generations) {
        return RequestResult.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setRequestId(requestId)
                .setType(type)
                .setState(RequestState.ACCEPTED)
                .setItems(generations.entrySet().stream()
                        .map(entry -> RequestItem.newBuilder()
                                .setSiteUid(entry.getKey())
                                .setAccepted(true)
                                .setGeneration(entry.getValue())
                                .build())
                        .toList())
                .build();
    }

    public static RequestResult refused(String tenant, String requestId, RequestType type, String message) {
        return RequestResult.newBuilder()
                .setMetadata(metadata())
                .setTenantId(tenant)
                .setRequestId(requestId)
                .setType(type)
                .setState(RequestState.REFUSED)
                .setMessage(message)
                .build();
    }

    public static AuditEntry audit(String tenant, String id, String action, String target) {
        return AuditEntry.newBuilder()
                .setMetadata(EventMetadatas.of(id, AT, 1, null))
                .setTenantId(tenant)
                .setEntryId(id)
                .setActor("aaaa")
                .setAction(action)
                .setTarget(target)
                .setAfter("=SUM(A1)")
                .build();
    }

    /** A change at a vendor that the provisioner reports. */
    public static ProvisioningChange provisioned(String tenant, String id, String siteUid) {
        return ProvisioningChange.newBuilder()
                .setMetadata(EventMetadatas.of(id, AT, 1, null))
                .setTenantId(tenant)
                .setSiteUid(siteUid)
                .setGeneration(1)
                .setType(ProvisioningChangeType.VARIABLE_WRITTEN)
                .build();
    }
}
