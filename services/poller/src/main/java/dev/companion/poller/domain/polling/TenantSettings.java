package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.deletion.DeletionDecision;
import dev.companion.poller.domain.deletion.DeletionGuard;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a tenant that concern polling.
 *
 * @param rmm null if the tenant has no Datto RMM account
 * @param gravityZone null if the tenant has no GravityZone key
 * @param sweepRequestedAt when a person last requested a sweep of everything; null if never
 * @param linksRequestedAt when a person last asked to look for links that were made before; null if never
 * @param decisions the newest decision about held deletions of each kind
 */
public record TenantSettings(
        boolean paused,
        @Nullable Rmm rmm,
        @Nullable GravityZone gravityZone,
        Observing observing,
        @Nullable Instant sweepRequestedAt,
        @Nullable Instant linksRequestedAt,
        Map<PollKind, DeletionDecision> decisions) {

    public record Rmm(String apiUrl, String grant, long revision) {}

    public record GravityZone(String accessUrl, String rootCompanyId, long revision) {}

    /** How lists are observed. */
    public record Observing(boolean userEmails, int guardFloor, int guardPercent) {}

    boolean userEmails() {
        return observing.userEmails();
    }

    DeletionGuard guard() {
        return DeletionGuard.aDay(observing.guardFloor(), observing.guardPercent());
    }

    /** Null if nothing was decided. */
    @Nullable DeletionDecision decision(PollKind kind) {
        return decisions.get(kind);
    }

    /** Whether this requests a sweep that the settings before did not request. */
    boolean requestsSweepSince(TenantSettings before) {
        return sweepRequestedAt != null
                && (before.sweepRequestedAt == null || sweepRequestedAt.isAfter(before.sweepRequestedAt));
    }

    /** Whether this asks for a search for earlier links that the settings before did not ask for. */
    boolean requestsLinksSince(TenantSettings before) {
        return linksRequestedAt != null && !linksRequestedAt.equals(before.linksRequestedAt);
    }

    /** Whether these settings judge a list of this kind differently from the settings before. */
    boolean judgesDifferently(TenantSettings before, PollKind kind) {
        return kind.guarded()
                && (!guard().equals(before.guard()) || !Objects.equals(decision(kind), before.decision(kind)));
    }
}
