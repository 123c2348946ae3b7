package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.work.Backoff;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Instant;
import java.util.Optional;

/** When a link tries again, and what its status says until then. */
public final class BackoffRules {

    private BackoffRules() {}

    /** The call certainly had no effect and returned no answer. */
    static LinkState afterFailure(LinkState state, InFlight call, Outcome outcome, Aspect aspect, Rules rules) {
        var at = outcome.answeredAt();
        var message = outcome.message();
        var pause = rules.failurePause(state.failures());
        var vendor = call.kind().vendor().words();
        var backoff =
                switch (outcome.reason()) {
                    case RATE_LIMITED ->
                        new Backoff(
                                aspect,
                                Reason.WAITING_FOR_QUOTA,
                                vendor + "'s rate limit is exhausted. Companion continues automatically.",
                                at.plus(Optional.ofNullable(outcome.retryAfter())
                                        .orElse(pause)));
                    // The circuit breaker holds back every link of the tenant, so this link need not wait.
                    case CREDENTIALS -> new Backoff(aspect, Reason.CREDENTIALS_REJECTED, message, at);
                    // … unless the call is about one thing that is closed to the key, which only a later read can find
                    // open.
                    case PERMISSION ->
                        new Backoff(
                                aspect,
                                Reason.PERMISSION_MISSING,
                                message,
                                call.isAboutOneThing() ? at.plus(rules.recheckEvery()) : at);
                    case TOO_LATE ->
                        new Backoff(
                                aspect,
                                Reason.IN_PROGRESS,
                                null,
                                at.plus(Optional.ofNullable(outcome.retryAfter())
                                        .orElse(rules.kitPause(0))));
                    case CONFLICT, NAME_TAKEN -> new Backoff(aspect, Reason.IN_PROGRESS, null, at.plus(pause));
                    // A refused value stays refused until the spec changes; a read may succeed later.
                    case INVALID, NOT_OFFERED ->
                        new Backoff(
                                aspect,
                                Reason.REFUSED_BY_VENDOR,
                                message,
                                call.kind().effect() ? null : at.plus(rules.recheckEvery()));
                    // A find was answered, but not in full.
                    case NONE ->
                        new Backoff(
                                aspect,
                                Reason.VENDOR_UNAVAILABLE,
                                vendor + " shows only a part of the list. Companion retries automatically.",
                                at.plus(pause));
                    case UNAVAILABLE, LOST, NOT_FOUND, GONE ->
                        new Backoff(
                                aspect,
                                Reason.VENDOR_UNAVAILABLE,
                                vendor + " does not answer. Companion retries automatically.",
                                at.plus(pause));
                };
        return state.change(c -> {
            c.backoff = backoff;
            c.failures = outcome.reason() == Outcome.Reason.TOO_LATE ? c.failures : c.failures + 1;
            c.absenceProof = null;
        });
    }

    /** A link that waits for a person is tried again at once, unless only a new spec can help. */
    public static LinkState over(LinkState state, Instant now) {
        var backoff = state.backoff();
        if (backoff == null || !backoff.reason().needsPerson() || backoff.until() == null || backoff.over(now)) {
            return state;
        }
        var over = new Backoff(backoff.aspect(), backoff.reason(), backoff.message(), now);
        return state.change(c -> c.backoff = over);
    }

    /** A ready link was changed outside Companion. It is left as it is and read again. */
    static LinkState drifted(LinkState state, Aspect aspect, String what, Instant at, Rules rules) {
        var message = what + " Self-healing is off: switch it on in the settings, or repair it yourself.";
        var backoff = new Backoff(aspect, Reason.DRIFTED, message, at.plus(rules.recheckEvery()));
        return state.change(c -> c.backoff = backoff);
    }
}
