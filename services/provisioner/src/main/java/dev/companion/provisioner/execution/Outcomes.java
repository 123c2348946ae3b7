package dev.companion.provisioner.execution;

import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.OutcomeReason;
import dev.companion.provisioning.Verdict;
import dev.companion.runtime.EventMetadatas;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Conflict;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Reason;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Scope;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.CallResult.UnknownEffect;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * Says what the result of a call means for its intent: that it took effect, that it certainly did not, or that this is
 * unknown.
 */
final class Outcomes {

    private Outcomes() {}

    /** @param fill adds what was found to an outcome that was applied */
    static <T> Outcome of(
            Intent intent, CallResult<T> result, Instant answeredAt, BiConsumer<Outcome.Builder, T> fill) {
        var outcome = begun(intent, answeredAt);
        switch (result) {
            case Found<T>(var value) -> {
                outcome.setVerdict(Verdict.APPLIED).setReason(OutcomeReason.NONE);
                fill.accept(outcome, value);
            }
            case Missing<T>(var detail, var certain) ->
                not(outcome, certain ? OutcomeReason.GONE : OutcomeReason.NOT_FOUND, detail);
            case Refused<T>(var reason, var detail) -> not(outcome, reasonOf(reason), detail);
            case Conflict<T>(var detail) -> not(outcome, OutcomeReason.CONFLICT, detail);
            case RateLimited<T> limited ->
                not(outcome, limitOf(limited), limited.detail())
                        .setRetryAfterMillis(limited.retryAfter().toMillis());
            case Unavailable<T>(var detail) -> not(outcome, OutcomeReason.UNAVAILABLE, detail);
            case UnknownEffect<T>(var detail) ->
                outcome.setVerdict(Verdict.UNKNOWN_EFFECT)
                        .setReason(OutcomeReason.LOST)
                        .setMessage(detail);
        }
        return outcome.build();
    }

    /** The call was not started, because it could not have ended before its deadline. */
    static Outcome tooLate(Intent intent, Instant now) {
        return not(begun(intent, now), OutcomeReason.TOO_LATE, "Not started in time; it is planned again.")
                .build();
    }

    /** A call ended because of a bug of ours: the outcome of a call with an effect is unknown, a find has no answer. */
    static Outcome died(Intent intent, boolean effect, Instant now) {
        var outcome = begun(intent, now);
        return (effect
                        ? outcome.setVerdict(Verdict.UNKNOWN_EFFECT)
                                .setReason(OutcomeReason.LOST)
                                .setMessage(
                                        "The call ended with an internal error; Companion is checking whether it took effect.")
                        : not(outcome, OutcomeReason.UNAVAILABLE, "The call ended with an internal error."))
                .build();
    }

    private static Outcome.Builder begun(Intent intent, Instant answeredAt) {
        return Outcome.newBuilder()
                .setMetadata(EventMetadatas.of(
                        intent.getCallId() + ".outcome",
                        answeredAt,
                        intent.getMetadata().getSequence(),
                        intent.getMetadata().getEventId()))
                .setTenantId(intent.getTenantId())
                .setSiteUid(intent.getSiteUid())
                .setCallId(intent.getCallId())
                .setGeneration(intent.getGeneration())
                .setStep(intent.getStep())
                .setAnsweredAt(answeredAt.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    }

    private static Outcome.Builder not(Outcome.Builder outcome, OutcomeReason reason, String detail) {
        return outcome.setVerdict(Verdict.NOT_APPLIED).setReason(reason).setMessage(detail);
    }

    /** If our own share of the quota had no room, the call was not started and the vendor's limit was not reached. */
    private static OutcomeReason limitOf(RateLimited<?> limited) {
        return limited.scope() == Scope.SHARE ? OutcomeReason.TOO_LATE : OutcomeReason.RATE_LIMITED;
    }

    private static OutcomeReason reasonOf(Reason reason) {
        return switch (reason) {
            case CREDENTIALS -> OutcomeReason.CREDENTIALS;
            case PERMISSION -> OutcomeReason.PERMISSION;
            case INVALID, ADDRESS_NOT_ALLOWED -> OutcomeReason.INVALID;
            case NAME_TAKEN -> OutcomeReason.NAME_TAKEN;
            case NOT_OFFERED -> OutcomeReason.NOT_OFFERED;
        };
    }
}
