package dev.companion.console.requests;

import dev.companion.console.domain.event.ResolutionRequest;
import dev.companion.console.domain.site.CompanyOrder;
import dev.companion.console.domain.site.DismissedPair;
import dev.companion.console.domain.site.LinkRequest;
import dev.companion.console.domain.task.TaskRequest;
import dev.companion.console.domain.tenant.DeletionHold;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.console.requests.RequestLog.RequestNotWritten;
import dev.companion.console.view.ConsoleView;
import dev.companion.discrepancies.Action;
import dev.companion.requests.CompanyChange;
import dev.companion.requests.ConnectedVendor;
import dev.companion.requests.DeletionVerdict;
import dev.companion.requests.Disconnect;
import dev.companion.requests.DismissedSuggestion;
import dev.companion.requests.Request;
import dev.companion.requests.RequestType;
import dev.companion.requests.Resolution;
import dev.companion.requests.SaveGravityZone;
import dev.companion.requests.SavePolicies;
import dev.companion.requests.SaveRmm;
import dev.companion.requests.SealedCredential;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.tracing.Traces;
import dev.companion.schemas.TenantKey;
import dev.companion.settings.DefaultPackage;
import dev.companion.settings.ObservationSettings;
import dev.companion.settings.Policy;
import dev.companion.settings.RmmGrant;
import dev.companion.settings.SecretName;
import dev.companion.vendor.Secret;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PackageProfile;
import dev.companion.vocabulary.PolicyLevel;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes requests, one method for each type. Each returns the request's id, which is also the id of its task, once
 * the request is durable; the task is available at once. Credentials are sealed before they leave this class.
 */
public final class RequestPublisher {

    private static final Logger LOGGER = LoggerFactory.getLogger(RequestPublisher.class);

    /** The types of requests, as tasks name them. */
    public static List<String> types() {
        return Arrays.stream(RequestType.values()).map(RequestType::name).toList();
    }

    private final RequestLog log;
    private final ConsoleView view;
    private final CredentialSealer sealer;
    private final InstantSource clock;
    private final Function<Instant, String> ids;
    private final Traces traces;

    /** @param ids creates a new unique id that sorts by the given time */
    public RequestPublisher(
            RequestLog log,
            ConsoleView view,
            CredentialSealer sealer,
            InstantSource clock,
            Function<Instant, String> ids,
            Traces traces) {
        this.log = log;
        this.view = view;
        this.sealer = sealer;
        this.clock = clock;
        this.ids = ids;
        this.traces = traces;
    }

    public String link(Requester who, List<LinkRequest> requested) {
        return link(who, ids.apply(clock.instant()), requested);
    }

    /** @param requestId the id of the request: published again under the same id, it is carried out once */
    public String link(Requester who, String requestId, List<LinkRequest> requested) {
        var records = requested.stream()
                .map(request -> dev.companion.requests.LinkRequest.newBuilder()
                        .setSiteUid(request.siteUid())
                        .setCompanyId(request.companyId())
                        .setCompanyName(
                                request.companyName() == null
                                        ? null
                                        : request.companyName().text())
                        .build())
                .toList();
        var sites = requested.stream().map(LinkRequest::siteUid).toList();
        return publish(
                who,
                requestId,
                RequestType.CREATE_LINKS,
                (id, at) -> new TaskRequest(id, RequestType.CREATE_LINKS.name(), at, sites),
                request -> request.setCreateLinks(records));
    }

    /** @param deletePackages whether the installation packages are deleted as well */
    public String unlink(Requester who, List<String> siteUids, boolean deletePackages) {
        return unlink(who, ids.apply(clock.instant()), siteUids, deletePackages);
    }

    /** @param requestId the id of the request: published again under the same id, it is carried out once */
    public String unlink(Requester who, String requestId, List<String> siteUids, boolean deletePackages) {
        return publish(
                who,
                requestId,
                RequestType.DELETE_LINKS,
                (id, at) -> new TaskRequest(id, RequestType.DELETE_LINKS.name(), at, siteUids),
                request -> request.setDeleteLinks(siteUids).setDeletePackages(deletePackages));
    }

    /** Requests the present content of the default package for the packages of these sites. */
    public String applyDefaultPackage(Requester who, List<String> siteUids) {
        return publish(
                who, RequestType.APPLY_DEFAULT_PACKAGE, siteUids, request -> request.setApplyDefaultPackage(siteUids));
    }

    /** @param companyName as the person typed it, or else as it was shown */
    public String changeCompany(Requester who, String siteUid, CompanyOrder order, String companyName) {
        var body = CompanyChange.newBuilder()
                .setSiteUid(siteUid)
                .setAction(
                        dev.companion.links.CompanyAction.valueOf(order.action().name()))
                .setCompanyId(order.companyId())
                .setCompanyName(companyName)
                .setParentId(order.parentId())
                .setEndpoints(order.endpoints())
                .build();
        return publish(
                who,
                RequestType.CHANGE_COMPANY,
                (id, at) -> new TaskRequest(
                        id, RequestType.CHANGE_COMPANY.name(), at, List.of(siteUid), order.action(), null),
                request -> request.setCompanyChange(body));
    }

    /** Requests that the items of another task that have not started are cancelled. */
    public String cancel(Requester who, String taskId) {
        return publish(
                who,
                RequestType.CANCEL_TASK,
                (id, at) -> new TaskRequest(id, RequestType.CANCEL_TASK.name(), at, List.of(), null, taskId),
                request -> request.setCancelledTask(taskId));
    }

    public String setHealing(Requester who, boolean healing) {
        return publish(who, RequestType.SET_HEALING, List.of(), request -> request.setHealing(healing));
    }

    /** @param eventIds one, or several of one type, each of which is decided separately */
    public String resolve(Requester who, List<String> eventIds, ResolutionRequest requested) {
        var resolution = Resolution.newBuilder()
                .setDiscrepancyId(eventIds.getFirst())
                .setDiscrepancyIds(eventIds.subList(1, eventIds.size()))
                .setAction(Action.valueOf(requested.action()))
                .setName(requested.name())
                .setReason(requested.reason())
                .setUntil(requested.until())
                .setFacts(requested.facts())
                .setEndpoints(requested.endpoints())
                .setAssignee(requested.assignee())
                .build();
        return publish(
                who,
                RequestType.RESOLVE_DISCREPANCY,
                (id, at) -> TaskRequest.ofEvents(
                        id, RequestType.RESOLVE_DISCREPANCY.name(), at, eventIds, requested.action()),
                request -> request.setResolution(resolution));
    }

    /**
     * @param levels the types to change
     * @param suggestions null leaves it as it is
     */
    public String savePolicies(
            Requester who, Map<DiscrepancyType, PolicyLevel> levels, @Nullable PolicyLevel suggestions) {
        var body = SavePolicies.newBuilder()
                .setPolicies(levels.entrySet().stream()
                        .map(entry -> Policy.newBuilder()
                                .setType(dev.companion.discrepancies.DiscrepancyType.valueOf(
                                        entry.getKey().name()))
                                .setLevel(level(entry.getValue()))
                                .build())
                        .toList())
                .setSuggestions(suggestions == null ? null : level(suggestions))
                .build();
        return publish(who, RequestType.SAVE_POLICIES, List.of(), request -> request.setPolicies(body));
    }

    private static dev.companion.discrepancies.PolicyLevel level(PolicyLevel level) {
        return dev.companion.discrepancies.PolicyLevel.valueOf(level.name());
    }

    /** Requests that these pairs are not suggested any more. */
    public String dismissSuggestions(Requester who, List<DismissedPair> pairs) {
        var body = pairs.stream()
                .map(pair -> DismissedSuggestion.newBuilder()
                        .setSiteUid(pair.siteUid())
                        .setCompanyId(pair.companyId())
                        .build())
                .toList();
        return publish(who, RequestType.DISMISS_SUGGESTIONS, List.of(), request -> request.setDismissals(body));
    }

    /** @param apiKey null keeps the present one; then its last four characters are given */
    public String saveGravityZone(
            Requester who,
            String accessUrl,
            String rootCompanyId,
            String rootCompanyName,
            @Nullable Secret apiKey,
            String apiKeyLastFour) {
        var body = SaveGravityZone.newBuilder()
                .setAccessUrl(accessUrl)
                .setRootCompanyId(rootCompanyId)
                .setRootCompanyName(rootCompanyName)
                .setApiKeyLastFour(apiKeyLastFour)
                .setApiKey(sealed(who, SecretName.GRAVITYZONE_API_KEY, apiKey))
                .build();
        return publish(who, RequestType.SAVE_GRAVITYZONE, List.of(), request -> request.setSaveGravityZone(body));
    }

    /**
     * @param grant the name of the grant that works
     * @param apiKey null keeps the present one; then its last four characters are given
     * @param accountMoved whether the operator says that the account has moved to this address
     */
    public String saveRmm(
            Requester who,
            String apiUrl,
            String grant,
            @Nullable Secret apiKey,
            @Nullable Secret apiSecretKey,
            String apiKeyLastFour,
            boolean accountMoved) {
        var body = SaveRmm.newBuilder()
                .setApiUrl(apiUrl)
                .setGrant(RmmGrant.valueOf(grant))
                .setApiKeyLastFour(apiKeyLastFour)
                .setApiKey(sealed(who, SecretName.RMM_API_KEY, apiKey))
                .setApiSecretKey(sealed(who, SecretName.RMM_API_SECRET_KEY, apiSecretKey))
                .setAccountMoved(accountMoved)
                .build();
        return publish(who, RequestType.SAVE_RMM, List.of(), request -> request.setSaveRmm(body));
    }

    public String saveDefaultPackage(Requester who, PackageProfile profile) {
        var body = new DefaultPackage();
        profile.write(body::put);
        body.put("removeCompetitors", profile.removeCompetitors());
        body.put("language", profile.language());
        return publish(who, RequestType.SAVE_DEFAULT_PACKAGE, List.of(), request -> request.setDefaultPackage(body));
    }

    /** Requests a sweep of all lists now. */
    public String sweepNow(Requester who) {
        return publish(who, RequestType.SWEEP_NOW, List.of(), request -> request);
    }

    /** Looks for links that were made before. */
    public String findLinks(Requester who) {
        return publish(who, RequestType.FIND_LINKS, List.of(), request -> request);
    }

    public String setPaused(Requester who, boolean paused) {
        return publish(who, RequestType.SET_PAUSED, List.of(), request -> request.setPaused(paused));
    }

    public String saveObservation(Requester who, TenantSettings.Observation wanted) {
        var body = ObservationSettings.newBuilder()
                .setUserEmails(wanted.userEmails())
                .setGuardFloor(wanted.guardFloor())
                .setGuardPercent(wanted.guardPercent())
                .build();
        return publish(who, RequestType.SAVE_OBSERVATION, List.of(), request -> request.setObservation(body));
    }

    /** @param approved false keeps the rows as they are */
    public String decideDeletions(Requester who, DeletionHold hold, boolean approved) {
        var body = DeletionVerdict.newBuilder()
                .setKind(
                        dev.companion.deletions.ObservedKind.valueOf(hold.kind().name()))
                .setSetId(hold.setId())
                .setApproved(approved)
                .build();
        return publish(who, RequestType.DECIDE_DELETIONS, List.of(), request -> request.setDeletions(body));
    }

    /** @param confirmedName the tenant's name as the person typed it */
    public String resetTenant(Requester who, String confirmedName) {
        return publish(who, RequestType.RESET_TENANT, List.of(), request -> request.setResetTenant(confirmedName));
    }

    /** @param confirmedName the tenant's name as the person typed it */
    public String disconnect(Requester who, ConnectedVendor vendor, String confirmedName) {
        var body = Disconnect.newBuilder()
                .setVendor(vendor)
                .setConfirmedName(confirmedName)
                .build();
        return publish(who, RequestType.DISCONNECT, List.of(), request -> request.setDisconnect(body));
    }

    private @Nullable SealedCredential sealed(Requester who, SecretName name, @Nullable Secret clear) {
        return clear == null
                ? null
                : SealedCredential.newBuilder()
                        .setName(name)
                        .setCiphertext(ByteBuffer.wrap(sealer.seal(who.tenant().tenantId(), name, clear)))
                        .build();
    }

    private String publish(
            Requester who, RequestType type, List<String> sites, Function<Request.Builder, Request.Builder> body) {
        return publish(who, type, (id, at) -> new TaskRequest(id, type.name(), at, sites), body);
    }

    private String publish(
            Requester who,
            RequestType type,
            BiFunction<String, Instant, TaskRequest> task,
            Function<Request.Builder, Request.Builder> body) {
        return publish(who, ids.apply(clock.instant()), type, task, body);
    }

    private String publish(
            Requester who,
            String requestId,
            RequestType type,
            BiFunction<String, Instant, TaskRequest> task,
            Function<Request.Builder, Request.Builder> body) {
        var now = clock.instant();
        try (var span = traces.request(requestId, type.name())) {
            span.tag(LogKeys.TENANT_ID, who.tenant().tenantId());
            append(who, task.apply(requestId, now), record(who, type, requestId, now, body));
        }
        return requestId;
    }

    private void append(Requester who, TaskRequest task, Request request) {
        var tenantId = who.tenant().tenantId();
        var requestId = request.getRequestId();
        // Remembered first: request and result may be read from the topics before the log has confirmed the request.
        view.of(who.tenant()).remember(task);
        try {
            log.append(TenantKey.of(tenantId, requestId), request);
        } catch (RuntimeException e) {
            view.of(who.tenant()).forget(requestId);
            throw e;
        }
        LOGGER.atInfo()
                .addKeyValue(LogKeys.TENANT_ID, tenantId)
                .addKeyValue(LogKeys.REQUEST_ID, requestId)
                .addKeyValue(LogKeys.TYPE, request.getType())
                .log("request published");
    }

    private static Request record(
            Requester who,
            RequestType type,
            String requestId,
            Instant now,
            Function<Request.Builder, Request.Builder> body) {
        try {
            return body.apply(Request.newBuilder()
                            .setMetadata(EventMetadatas.of(requestId, now, 1, null))
                            .setTenantId(who.tenant().tenantId())
                            .setRequestId(requestId)
                            .setRequestedBy(who.name())
                            .setTenantName(who.tenantName())
                            .setType(type))
                    .build();
        } catch (RuntimeException e) {
            throw new RequestNotWritten(e, false);
        }
    }
}
