package dev.companion.poller.topology;

import dev.companion.poller.domain.DeletionDecision;
import dev.companion.poller.domain.DeletionGuard;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a tenant's settings concerns polling, as it is stored. The last three may be null, as older releases did not
 * keep them.
 *
 * @param sweepRequestedAt when a person last asked for a sweep of everything
 * @param decisions the newest of each kind
 */
record TenantSettings(
        boolean paused,
        @Nullable Rmm rmm,
        @Nullable GravityZone gravityZone,
        @Nullable Observing observing,
        @Nullable Instant sweepRequestedAt,
        @Nullable Map<Kind, DeletionDecision> decisions) {

    record Rmm(String apiUrl, String grant, long revision) {}

    record GravityZone(String accessUrl, String rootCompanyId, long revision) {}

    /** How lists are observed. */
    record Observing(boolean userEmails, int guardFloor, int guardPercent) {}

    boolean userEmails() {
        return observing != null && observing.userEmails();
    }

    DeletionGuard guard() {
        return observing == null
                ? DeletionGuard.STANDARD
                : DeletionGuard.aDay(observing.guardFloor(), observing.guardPercent());
    }

    /** Null where nothing was decided. */
    @Nullable DeletionDecision decision(Kind kind) {
        return decisions == null ? null : decisions.get(kind);
    }

    /** Whether this asks for a sweep that the settings before did not ask for. */
    boolean asksForSweepSince(TenantSettings before) {
        return sweepRequestedAt != null
                && (before.sweepRequestedAt == null || sweepRequestedAt.isAfter(before.sweepRequestedAt));
    }

    /** Whether how a list is judged is another than with the settings before. */
    boolean judgesOtherwiseThan(TenantSettings before, Kind kind) {
        return kind.guarded()
                && (!guard().equals(before.guard()) || !Objects.equals(decision(kind), before.decision(kind)));
    }

    /** One sealed credential. */
    record Sealed(byte[] ciphertext, long revision) {

        @Override
        public String toString() {
            return "Sealed[revision=" + revision + "]";
        }
    }
}
