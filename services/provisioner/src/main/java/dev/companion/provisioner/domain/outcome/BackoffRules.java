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

/** X */
final class BackoffRules {

    private BackoffRules() {}

    /** A call that certainly had no effect and brought no answer either: when to try again, and what to say. */
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
                                vendor + " takes no more calls for the moment. It goes on by itself.",
                                at.plus(Optional.ofNullable(outcome.retryAfter())
                                        .orElse(pause)));
                    // The breaker holds back every link of the tenant, so the link itself need not.
                    case CREDENTIALS -> new Backoff(aspect, Reason.CREDENTIALS_REJECTED, message, at);
                    // … unless it is about one thing that is closed to us, which only a later look can find open.
                    case PERMISSION ->
                        new Backoff(
                                aspect,
                                Reason.PERMISSION_MISSING,
                                message,
                                call.aboutOneThing() ? at.plus(rules.recheckEvery()) : at);
                    case TOO_LATE ->
                        new Backoff(
                                aspect,
                                Reason.IN_PROGRESS,
                                null,
                                at.plus(Optional.ofNullable(outcome.retryAfter())
                                        .orElse(rules.kitPause(0))));
                    case CONFLICT, NAME_TAKEN -> new Backoff(aspect, Reason.IN_PROGRESS, null, at.plus(pause));
                    // A value that was refused stays refused until another is wanted; a read may be answered later.
                    case INVALID, NOT_OFFERED ->
                        new Backoff(
                                aspect,
                                Reason.REFUSED_BY_VENDOR,
                                message,
                                call.kind().effect() ? null : at.plus(rules.recheckEvery()));
                    case UNAVAILABLE, LOST, NOT_FOUND, GONE, NONE ->
                        new Backoff(
                                aspect,
                                Reason.VENDOR_UNAVAILABLE,
                                vendor + " does not answer. It is tried again by itself.",
                                at.plus(pause));
                };
        return state.change(c -> {
            c.backoff = backoff;
            c.failures = outcome.reason() == Outcome.Reason.TOO_LATE ? c.failures : c.failures + 1;
            c.absenceProof = null;
        });
    }

    /** Somebody changed what was ready, and it is left so and looked at again. */
    static LinkState drifted(LinkState state, Aspect aspect, String what, Instant at, Rules rules) {
        var message = what + " Self-healing is switched off: switch it on in the settings, or put it right yourself.";
        var backoff = new Backoff(aspect, Reason.DRIFTED, message, at.plus(rules.recheckEvery()));
        return state.change(c -> c.backoff = backoff);
    }
}
