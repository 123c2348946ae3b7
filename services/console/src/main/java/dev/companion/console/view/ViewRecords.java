package dev.companion.console.view;

import dev.companion.audit.AuditEntry;
import dev.companion.console.domain.event.Policies;
import dev.companion.console.domain.site.Company;
import dev.companion.console.domain.site.Condition;
import dev.companion.console.domain.site.InstallationLink;
import dev.companion.console.domain.site.Link;
import dev.companion.console.domain.site.LinkStatus;
import dev.companion.console.domain.site.MachineCount;
import dev.companion.console.domain.site.Site;
import dev.companion.console.domain.site.Suggestion;
import dev.companion.console.domain.site.Suspension;
import dev.companion.console.domain.task.TaskRequest;
import dev.companion.console.domain.task.TaskResult;
import dev.companion.console.domain.tenant.Activity;
import dev.companion.console.domain.tenant.ApiHealth;
import dev.companion.console.domain.tenant.DeletionHold;
import dev.companion.console.domain.tenant.LinkSearch;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.domain.tenant.User;
import dev.companion.gravityzone.ClaimVerdict;
import dev.companion.links.Wanted;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.provisioning.ProvisioningChangeType;
import dev.companion.requests.CompanyChange;
import dev.companion.requests.LinkRequest;
import dev.companion.requests.Request;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestState;
import dev.companion.runtime.tracing.Traces;
import dev.companion.settings.DefaultPackage;
import dev.companion.settings.DeletionDecision;
import dev.companion.settings.Tenant;
import dev.companion.shared.EventMetadata;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ObservedKind;
import dev.companion.vocabulary.PackageProfile;
import dev.companion.vocabulary.PolicyLevel;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates records of topics into rows of the view. Keeps only what is shown or checked; never credentials. */
final class ViewRecords {

    private ViewRecords() {}

    static Site site(dev.companion.rmm.Site site) {
        return new Site(
                site.getSiteUid(),
                site.getName(),
                Site.Scope.valueOf(site.getScope().name()),
                site.getDevices().orElse(null),
                site.getPortalUrl().orElse(null));
    }

    static Company company(dev.companion.gravityzone.Company company) {
        return new Company(
                company.getCompanyId(),
                company.getName(),
                Company.Type.valueOf(company.getType().name()),
                company.getSuspended().orElse(null),
                company.getManagedByPartner().orElse(null),
                company.getParentId().orElse(null),
                company.getPath().orElse(null),
                company.getCreatedAt().orElse(null),
                company.getMetadata().getOccurredAt());
    }

    static Link link(dev.companion.links.Link link) {
        return new Link(
                link.getSiteUid(),
                link.getSiteName(),
                link.getGeneration(),
                link.getWanted() != Wanted.ABSENT,
                link.getCompanyId().orElse(null),
                link.getCompanyName().orElse(null),
                profile(link.getPackageProfile()),
                link.getDeletePackage(),
                link.getCompanyOrder().map(order -> action(order.getAction())).orElse(null));
    }

    private static CompanyAction action(dev.companion.links.CompanyAction action) {
        return CompanyAction.valueOf(action.name());
    }

    static LinkStatus status(dev.companion.links.LinkStatus status) {
        return new LinkStatus(
                status.getSiteUid(),
                status.getObservedGeneration(),
                LinkStatus.Phase.valueOf(status.getPhase().name()),
                status.getCompanyId().orElse(null),
                status.getCompanyName().orElse(null),
                status.getPackageId().orElse(null),
                status.getPackageName().orElse(null),
                status.getConditions().stream().map(ViewRecords::condition).toList(),
                status.getMetadata().getOccurredAt(),
                status.getVerifiedAt().orElse(null),
                status.getMachines()
                        .flatMap(count -> status.getMachinesCountedAt().map(at -> new MachineCount(count, at)))
                        .orElse(null));
    }

    static InstallationLink installationLink(dev.companion.links.InstallationLink link) {
        return new InstallationLink(link.getPackageId(), link.getWindowsLink(), link.getSince());
    }

    private static Condition condition(dev.companion.links.Condition condition) {
        return new Condition(
                Condition.Type.valueOf(condition.getType().name()),
                Condition.Status.valueOf(condition.getStatus().name()),
                Condition.Reason.valueOf(condition.getReason().name()),
                condition.getMessage().orElse(null),
                condition.getSince());
    }

    static TenantSettings settings(Tenant tenant) {
        return new TenantSettings(
                tenant.getName(),
                tenant.getGravityZone()
                        .map(access -> new TenantSettings.GravityZone(
                                access.getAccessUrl(),
                                access.getApiKeyLastFour(),
                                access.getRootCompanyId(),
                                access.getRootCompanyName(),
                                rootClaim(access.getClaim()),
                                access.getDisconnectedAt().orElse(null)))
                        .orElse(null),
                tenant.getRmm()
                        .map(access -> new TenantSettings.Rmm(
                                access.getApiUrl(),
                                access.getApiKeyLastFour(),
                                access.getGrant().name(),
                                access.getDisconnectedAt().orElse(null)))
                        .orElse(null),
                profile(tenant.getDefaultPackage()),
                tenant.getPaused(),
                tenant.getHealing(),
                policies(tenant),
                new TenantSettings.Observation(
                        tenant.getObservation().getUserEmails(),
                        tenant.getObservation().getGuardFloor(),
                        tenant.getObservation().getGuardPercent()),
                tenant.getSweepRequestedAt().orElse(null),
                tenant.getDeletionDecisions().stream()
                        .flatMap(ViewRecords::decision)
                        .toList());
    }

    private static Policies policies(Tenant tenant) {
        var listed = new EnumMap<DiscrepancyType, PolicyLevel>(DiscrepancyType.class);
        tenant.getPolicies()
                .forEach(policy ->
                        listed.put(EventRecords.type(policy.getType()), EventRecords.level(policy.getLevel())));
        return Policies.of(
                tenant.getHealing(),
                listed,
                tenant.getSuggestions().map(EventRecords::level).orElse(null));
    }

    static Suggestion suggestion(dev.companion.links.Suggestion suggestion) {
        return new Suggestion(
                suggestion.getSiteUid(),
                suggestion.getSiteName(),
                Suggestion.State.valueOf(suggestion.getState().name()),
                suggestion.getExact(),
                suggestion.getCandidates().stream()
                        .map(each -> new Suggestion.Candidate(
                                each.getCompanyId(), each.getCompanyName(), each.getScore(), each.getEvidence()))
                        .toList(),
                suggestion.getDispute().orElse(null),
                suggestion.getLinkedBefore());
    }

    private static PackageProfile profile(DefaultPackage content) {
        return PackageProfile.read(
                property -> (Boolean) content.get(property), content.getRemoveCompetitors(), content.getLanguage());
    }

    /** The request without its sealed credentials. */
    static TaskRequest request(Request request) {
        var resolution = request.getResolution();
        if (resolution.isPresent()) {
            return TaskRequest.ofEvents(
                    request.getRequestId(),
                    request.getType().name(),
                    request.getMetadata().getOccurredAt(),
                    EventRecords.ids(resolution.get()),
                    resolution.get().getAction().name());
        }
        var sites = Stream.of(
                        request.getCreateLinks().orElse(List.of()).stream().map(LinkRequest::getSiteUid),
                        request.getDeleteLinks().orElse(List.of()).stream(),
                        request.getRetryLinks().orElse(List.of()).stream().map(LinkRequest::getSiteUid),
                        request.getApplyDefaultPackage().orElse(List.of()).stream(),
                        request.getCompanyChange().map(CompanyChange::getSiteUid).stream())
                .flatMap(each -> each)
                .distinct()
                .toList();
        return new TaskRequest(
                request.getRequestId(),
                request.getType().name(),
                request.getMetadata().getOccurredAt(),
                sites,
                request.getCompanyChange()
                        .map(change -> action(change.getAction()))
                        .orElse(null),
                request.getCancelledTask().orElse(null));
    }

    private static TenantSettings.RootClaim rootClaim(ClaimVerdict verdict) {
        return switch (verdict) {
            case HELD -> TenantSettings.RootClaim.HELD;
            case TAKEN -> TenantSettings.RootClaim.TAKEN;
            case INSIDE -> TenantSettings.RootClaim.INSIDE;
            case SURROUNDS -> TenantSettings.RootClaim.SURROUNDS;
            case UNKNOWN, CLEAR -> TenantSettings.RootClaim.UNKNOWN;
        };
    }

    static TaskResult result(RequestResult result) {
        return new TaskResult(
                result.getRequestId(),
                result.getType().name(),
                result.getMetadata().getOccurredAt(),
                result.getState() == RequestState.ACCEPTED,
                result.getMessage().orElse(null),
                result.getItems().stream()
                        .map(item -> new TaskResult.Item(
                                item.getSiteUid(),
                                item.getAccepted(),
                                item.getGeneration().orElse(null),
                                item.getReason().orElse(null),
                                item.getDiscrepancyId().orElse(null)))
                        .toList(),
                result.getConflict());
    }

    static ApiHealth health(dev.companion.health.ApiHealth health) {
        return new ApiHealth(
                health.getService(),
                health.getApi().name(),
                health.getState().name(),
                health.getDetail().orElse(null),
                health.getSince(),
                health.getMetadata().getOccurredAt(),
                health.getSweepRows().orElse(null),
                health.getSweepTotal().orElse(null),
                health.getLastSweepAt().orElse(null),
                health.getQuotaUsed().orElse(null),
                health.getQuotaLimit().orElse(null),
                health.getSuspicion().orElse(null),
                health.getVerifiedAt().orElse(null),
                health.getVerifiedUntil().orElse(null),
                health.getLinkSearch().map(ViewRecords::search).orElse(null));
    }

    private static LinkSearch search(dev.companion.health.LinkSearch search) {
        return new LinkSearch(
                search.getRequestedAt(),
                search.getSites(),
                search.getRead(),
                search.getFound(),
                search.getUnknown(),
                search.getUnread(),
                search.getEndedAt().orElse(null));
    }

    static User user(dev.companion.rmm.User user) {
        return new User(
                user.getUserKey(),
                user.getUsername().orElse(null),
                user.getFirstName().orElse(null),
                user.getLastName().orElse(null),
                user.getEmail().orElse(null),
                user.getEnabled().orElse(null),
                user.getRole().orElse(null),
                user.getCreatedAt().orElse(null));
    }

    /** Empty for a list that only a newer version knows, since no decision about it is possible here. */
    static Optional<DeletionHold> hold(dev.companion.deletions.DeletionHold hold) {
        return kind(hold.getKind())
                .map(kind -> new DeletionHold(
                        kind,
                        hold.getSetId(),
                        hold.getMissing(),
                        hold.getKnown(),
                        hold.getExamples(),
                        hold.getSince()));
    }

    private static Optional<ObservedKind> kind(dev.companion.deletions.ObservedKind kind) {
        return Optional.of(ObservedKind.valueOf(kind.name())).filter(known -> known != ObservedKind.UNKNOWN);
    }

    private static Stream<TenantSettings.DeletionDecision> decision(DeletionDecision decision) {
        return kind(decision.getKind()).stream()
                .map(kind -> new TenantSettings.DeletionDecision(
                        kind,
                        decision.getSetId(),
                        decision.getApproved(),
                        decision.getDecidedBy(),
                        decision.getDecidedAt()));
    }

    static Activity audit(AuditEntry entry) {
        return new Activity(
                entry.getEntryId(),
                entry.getMetadata().getOccurredAt(),
                entry.getActor(),
                entry.getAction(),
                entry.getTarget(),
                entry.getBefore().orElse(null),
                entry.getAfter().orElse(null),
                entry.getWhy().orElse(null),
                traceId(entry.getMetadata()));
    }

    static Activity provisioned(ProvisioningChange change) {
        var about = Stream.of(
                        change.getCompanyId().orElse(null),
                        change.getPackageId().orElse(null))
                .filter(Objects::nonNull)
                .reduce((first, second) -> second)
                .orElse(null);
        return new Activity(
                change.getMetadata().getEventId(),
                change.getMetadata().getOccurredAt(),
                "provisioner",
                change.getType().name(),
                "site:" + change.getSiteUid(),
                null,
                about,
                change.getDetail().orElse(null),
                traceId(change.getMetadata()));
    }

    private static @Nullable String traceId(EventMetadata metadata) {
        return Traces.ofRequest(metadata.getCausedBy().orElse(null)).orElse(null);
    }

    /** Empty unless it suspended or activated a company. */
    static Optional<Suspension> suspension(ProvisioningChange change) {
        var type = change.getType();
        return type == ProvisioningChangeType.COMPANY_SUSPENDED || type == ProvisioningChangeType.COMPANY_ACTIVATED
                ? change.getCompanyId()
                        .map(companyId -> new Suspension(
                                companyId,
                                type == ProvisioningChangeType.COMPANY_SUSPENDED,
                                change.getMetadata().getOccurredAt()))
                : Optional.empty();
    }
}
