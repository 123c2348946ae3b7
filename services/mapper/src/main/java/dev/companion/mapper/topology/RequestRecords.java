package dev.companion.mapper.topology;

import dev.companion.mapper.domain.link.LinkRequest;
import dev.companion.mapper.domain.request.Dismissal;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.request.Request.ApplyDefaultPackage;
import dev.companion.mapper.domain.request.Request.Body;
import dev.companion.mapper.domain.request.Request.CancelTask;
import dev.companion.mapper.domain.request.Request.CreateLinks;
import dev.companion.mapper.domain.request.Request.Credential;
import dev.companion.mapper.domain.request.Request.DeleteLinks;
import dev.companion.mapper.domain.request.Request.Disconnect;
import dev.companion.mapper.domain.request.Request.DismissSuggestions;
import dev.companion.mapper.domain.request.Request.FindLinks;
import dev.companion.mapper.domain.request.Request.NoteSiteName;
import dev.companion.mapper.domain.request.Request.ResealSecrets;
import dev.companion.mapper.domain.request.Request.Resealed;
import dev.companion.mapper.domain.request.Request.ResetTenant;
import dev.companion.mapper.domain.request.Request.RetryLinks;
import dev.companion.mapper.domain.request.Request.SaveDefaultPackage;
import dev.companion.mapper.domain.request.Request.SaveGravityZone;
import dev.companion.mapper.domain.request.Request.SaveObservation;
import dev.companion.mapper.domain.request.Request.SaveRmm;
import dev.companion.mapper.domain.request.Request.SetHealing;
import dev.companion.mapper.domain.request.Request.SetPaused;
import dev.companion.mapper.domain.request.Request.SweepNow;
import dev.companion.mapper.domain.request.Request.Unusable;
import dev.companion.mapper.domain.settings.RmmAccess.Grant;
import dev.companion.requests.DismissedSuggestion;
import dev.companion.requests.RequestType;
import dev.companion.requests.SealedCredential;
import dev.companion.schemas.TenantKey;
import dev.companion.settings.RmmGrant;
import dev.companion.settings.SecretName;
import dev.companion.vocabulary.VendorId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The topic of requests. */
final class RequestRecords {

    private RequestRecords() {}

    /** The event-resolver decides requests that resolve a discrepancy. */
    static boolean isOurs(dev.companion.requests.Request record) {
        return record.getType() != RequestType.RESOLVE_DISCREPANCY;
    }

    /**
     * The key names the tenant and the request, and its result gets the same key. A request that cannot be decided becomes
     * an unusable one, so that it is refused and its requester gets a result.
     *
     * @throws IllegalArgumentException if the key names no request, so that there can be no result
     */
    static Request toDomain(String key, dev.companion.requests.Request record) {
        var tenantId = TenantKey.tenantOf(key);
        var requestId = TenantKey.entityOf(key);
        if (!TenantKey.isId(tenantId) || !TenantKey.isId(requestId)) {
            throw new IllegalArgumentException("request key: names no request (expected: tenant|requestId)");
        }
        var body =
                record.getTenantId().equals(tenantId) && record.getRequestId().equals(requestId)
                        ? body(record)
                        : new Unusable("The request names another tenant or request than its key.");
        return new Request(
                tenantId,
                record.getTenantName(),
                requestId,
                record.getRequestedBy(),
                record.getMetadata().getOccurredAt(),
                body);
    }

    private static Body body(dev.companion.requests.Request record) {
        var body =
                switch (record.getType()) {
                    case SAVE_GRAVITYZONE -> record.getSaveGravityZone().map(RequestRecords::saveGravityZone);
                    case SAVE_RMM -> record.getSaveRmm().map(RequestRecords::saveRmm);
                    case SAVE_DEFAULT_PACKAGE ->
                        record.getDefaultPackage().<Body>map(it -> new SaveDefaultPackage(ProfileRecords.toDomain(it)));
                    case CREATE_LINKS -> record.getCreateLinks().<Body>map(it -> new CreateLinks(links(it)));
                    case RETRY_LINK -> record.getRetryLinks().<Body>map(it -> new RetryLinks(links(it)));
                    case DELETE_LINKS ->
                        record.getDeleteLinks()
                                .<Body>map(it -> new DeleteLinks(
                                        sites(it), record.getDeletePackages().orElse(false)));
                    case APPLY_DEFAULT_PACKAGE ->
                        record.getApplyDefaultPackage().<Body>map(it -> new ApplyDefaultPackage(sites(it)));
                    case CHANGE_COMPANY -> record.getCompanyChange().<Body>map(OrderRecords::toDomain);
                    case CANCEL_TASK -> record.getCancelledTask().<Body>map(CancelTask::new);
                    case SWEEP_NOW -> Optional.<Body>of(new SweepNow());
                    case FIND_LINKS -> Optional.<Body>of(new FindLinks());
                    case SET_PAUSED -> record.getPaused().<Body>map(SetPaused::new);
                    case SET_HEALING -> record.getHealing().<Body>map(SetHealing::new);
                    case SAVE_OBSERVATION ->
                        record.getObservation().<Body>map(it -> new SaveObservation(ObservationRecords.toDomain(it)));
                    case DECIDE_DELETIONS -> record.getDeletions().<Body>map(ObservationRecords::toDomain);
                    case SAVE_POLICIES -> record.getPolicies().<Body>map(PolicyRecords::toDomain);
                    case NOTE_SITE_NAME ->
                        record.getSiteName()
                                .<Body>map(it -> new NoteSiteName(
                                        VendorId.canonical(it.getSiteUid()),
                                        it.getAlias().orElse(null)));
                    case DISMISS_SUGGESTIONS -> record.getDismissals().<Body>map(RequestRecords::dismissals);
                    case RESET_TENANT -> record.getResetTenant().<Body>map(ResetTenant::new);
                    case DISCONNECT -> record.getDisconnect().map(RequestRecords::disconnect);
                    case RESEAL_SECRETS -> record.getResealSecrets().map(RequestRecords::resealSecrets);
                    case RESOLVE_DISCREPANCY, UNKNOWN ->
                        Optional.<Body>of(new Unusable("This version does not know this type of request."));
                };
        return body.orElseGet(() -> new Unusable("The request has no content of its type."));
    }

    private static Body saveGravityZone(dev.companion.requests.SaveGravityZone record) {
        if (isMisnamed(record.getApiKey(), SecretName.GRAVITYZONE_API_KEY)) {
            return misnamed();
        }
        return new SaveGravityZone(
                record.getAccessUrl(),
                record.getRootCompanyId(),
                record.getRootCompanyName(),
                record.getApiKeyLastFour(),
                credential(record.getApiKey()));
    }

    private static Body saveRmm(dev.companion.requests.SaveRmm record) {
        if (isMisnamed(record.getApiKey(), SecretName.RMM_API_KEY)
                || isMisnamed(record.getApiSecretKey(), SecretName.RMM_API_SECRET_KEY)) {
            return misnamed();
        }
        return new SaveRmm(
                record.getApiUrl(),
                grant(record.getGrant()),
                record.getApiKeyLastFour(),
                credential(record.getApiKey()),
                credential(record.getApiSecretKey()),
                record.getAccountMoved());
    }

    /** The name is part of the ciphertext, so a credential under another name can never be opened. */
    private static boolean isMisnamed(Optional<SealedCredential> given, SecretName expected) {
        return given.filter(credential -> credential.getName() != expected).isPresent();
    }

    private static Unusable misnamed() {
        return new Unusable("A credential was sealed for another purpose.");
    }

    /** Null if none is given, which keeps the present one. */
    private static @Nullable Credential credential(Optional<SealedCredential> given) {
        return given.map(it -> credential(it.getCiphertext())).orElse(null);
    }

    private static @Nullable Credential credential(ByteBuffer ciphertext) {
        if (!ciphertext.hasRemaining()) {
            return null;
        }
        var bytes = new byte[ciphertext.remaining()];
        ciphertext.duplicate().get(bytes);
        return new Credential(Base64.getEncoder().encodeToString(bytes));
    }

    private static Body disconnect(dev.companion.requests.Disconnect record) {
        return switch (record.getVendor()) {
            case DATTO_RMM -> new Disconnect(Disconnect.Vendor.DATTO_RMM, record.getConfirmedName());
            case GRAVITYZONE -> new Disconnect(Disconnect.Vendor.GRAVITYZONE, record.getConfirmedName());
            case UNKNOWN -> new Unusable("This version does not know this vendor.");
        };
    }

    private static Body resealSecrets(List<dev.companion.requests.ResealedSecret> records) {
        var secrets = new ArrayList<Resealed>();
        for (var record : records) {
            var name = name(record.getName());
            var sealed = credential(record.getCiphertext());
            if (name == null || sealed == null) {
                return new Unusable("A credential has no name that this version knows, or no content.");
            }
            secrets.add(new Resealed(name, record.getReplaces(), sealed));
        }
        return new ResealSecrets(List.copyOf(secrets));
    }

    private static dev.companion.mapper.domain.settings.@Nullable SecretName name(SecretName name) {
        return switch (name) {
            case UNKNOWN -> null;
            case GRAVITYZONE_API_KEY -> dev.companion.mapper.domain.settings.SecretName.GRAVITYZONE_API_KEY;
            case RMM_API_KEY -> dev.companion.mapper.domain.settings.SecretName.RMM_API_KEY;
            case RMM_API_SECRET_KEY -> dev.companion.mapper.domain.settings.SecretName.RMM_API_SECRET_KEY;
        };
    }

    private static Grant grant(RmmGrant grant) {
        return switch (grant) {
            case UNKNOWN -> Grant.UNKNOWN;
            case PASSWORD -> Grant.PASSWORD;
            case CLIENT_CREDENTIALS -> Grant.CLIENT_CREDENTIALS;
        };
    }

    private static DismissSuggestions dismissals(List<DismissedSuggestion> records) {
        return new DismissSuggestions(records.stream()
                .map(pair ->
                        new Dismissal(VendorId.canonical(pair.getSiteUid()), VendorId.canonical(pair.getCompanyId())))
                .toList());
    }

    /** The vendors read ids in either case, so a request may give them so. */
    private static List<String> sites(List<String> uids) {
        return uids.stream().map(VendorId::canonical).toList();
    }

    private static List<LinkRequest> links(List<dev.companion.requests.LinkRequest> records) {
        return records.stream()
                .map(link -> new LinkRequest(
                        VendorId.canonical(link.getSiteUid()),
                        VendorId.canonicalOrNull(link.getCompanyId().orElse(null)),
                        link.getCompanyName().orElse(null)))
                .toList();
    }
}
