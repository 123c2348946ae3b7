package dev.companion.mapper.domain;

import dev.companion.decision.AnsweredRequests;
import dev.companion.mapper.domain.MapperEmission.AuditNoted;
import dev.companion.mapper.domain.MapperEmission.KeyErased;
import dev.companion.mapper.domain.MapperEmission.ResetMarked;
import dev.companion.mapper.domain.MapperEmission.SettingsChanged;
import dev.companion.mapper.domain.MapperInput.ErasureReported;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.mapper.domain.request.Request;
import dev.companion.mapper.domain.state.MapperState;
import dev.companion.mapper.domain.state.ResetProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Erases tenants that are reset: their secrets at once, then, when every service has reported that it has stopped and erased
 * its own, everything else, and the record of the tenant last.
 */
final class TenantResets {

    /** All that hold something of a tenant besides the mapper, and report when it is erased. */
    static final Set<String> REPORTERS = Set.of("poller", "provisioner", "event-resolver");

    /** How long the catalogue keeps what is not erased, because it ends without being erased. */
    static final Duration CHANGES_KEPT = Duration.ofDays(30);

    static final Duration AUDIT_KEPT = Duration.ofDays(400);

    private static final String ROOT_CLAIMS = "gravityzone.root-claims";

    private final MapperState state;
    private final AnsweredRequests answered;
    private final TenantClaims claims;

    TenantResets(MapperState state, AnsweredRequests answered, TenantClaims claims) {
        this.state = state;
        this.answered = answered;
        this.claims = claims;
    }

    boolean isUnderWay(String tenantId) {
        return state.tenant(tenantId).findReset().isPresent();
    }

    /** The reset is accepted and published. Suggestions go now, so that they are not withdrawn one by one. */
    List<MapperEmission> begin(Request request, Instant now) {
        var tenantId = request.tenantId();
        var tenant = state.tenant(tenantId);
        var progress = new ResetProgress(request.requestId(), request.requestedBy(), now, Set.of(), Map.of());
        var emissions = new ArrayList<MapperEmission>();
        progress = erased(progress, tenantId, ErasedTopic.SECRETS, tenant.eraseSecrets(), emissions);
        progress = erased(progress, tenantId, ErasedTopic.SUGGESTIONS, tenant.eraseSuggestions(), emissions);
        tenant.put(progress);
        emissions.add(new ResetMarked(tenantId, request.requestId()));
        return emissions;
    }

    /** Says again what a service that was replaced in between may not have understood. */
    List<MapperEmission> sayAgain() {
        var emissions = new ArrayList<MapperEmission>();
        state.forEachReset((tenantId, progress) -> {
            state.tenant(tenantId)
                    .findTenant()
                    .ifPresent(settings -> emissions.add(
                            new SettingsChanged(tenantId, settings, claims.verdict(tenantId), progress.requestId())));
            emissions.add(new ResetMarked(tenantId, progress.requestId()));
        });
        return emissions;
    }

    /** Counts a report. The last one that is missing ends the reset. */
    List<MapperEmission> report(ErasureReported report, Instant now) {
        var tenant = state.tenant(report.tenantId());
        var known = tenant.findReset()
                .filter(reset -> reset.requestId().equals(report.requestId()))
                .filter(_ -> REPORTERS.contains(report.service()));
        if (known.isEmpty()) {
            return List.of();
        }
        var progress = known.get().with(report.service(), report.erased());
        if (progress.reported().size() == REPORTERS.size()) {
            return end(report.tenantId(), progress, now);
        }
        tenant.put(progress);
        return List.of();
    }

    private List<MapperEmission> end(String tenantId, ResetProgress counted, Instant now) {
        var tenant = state.tenant(tenantId);
        var requestId = counted.requestId();
        var holdsRoot = tenant.claim().rootIsHeld();
        var emissions = new ArrayList<>(claims.releaseErased(tenantId, requestId));
        var progress = erased(counted, tenantId, ErasedTopic.LINKS, tenant.eraseRest(), emissions);
        progress = erased(progress, tenantId, ErasedTopic.REQUEST_RESULTS, answered.removeAllOf(tenantId), emissions);
        progress = progress.with(ROOT_CLAIMS, holdsRoot ? 1 : 0).with(ErasedTopic.TENANTS.title(), 1);
        emissions.add(new AuditNoted(tenantId, progress.requestedBy(), note(tenantId, progress, now), requestId));
        emissions.add(new KeyErased(tenantId, ErasedTopic.TENANTS, "", requestId));
        return emissions;
    }

    private static AuditNote note(String tenantId, ResetProgress progress, Instant now) {
        return new AuditNote(
                AuditNote.Action.RESET_TENANT,
                "tenant:" + tenantId,
                progress.receipt(),
                null,
                "The numbers count the erased keys of each topic. What happened before is kept for its time and no longer:"
                        + " requests and changes until %s, the audit trail until %s. Nothing was changed at the vendors."
                                .formatted(day(now.plus(CHANGES_KEPT)), day(now.plus(AUDIT_KEPT))));
    }

    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static ResetProgress erased(
            ResetProgress progress,
            String tenantId,
            ErasedTopic topic,
            List<String> entities,
            List<MapperEmission> emissions) {
        entities.forEach(entity -> emissions.add(new KeyErased(tenantId, topic, entity, progress.requestId())));
        return progress.with(topic.title(), entities.size());
    }
}
