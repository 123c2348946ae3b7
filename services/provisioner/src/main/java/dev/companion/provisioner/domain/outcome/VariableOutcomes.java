package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.Verdict;
import dev.companion.provisioner.domain.work.Backoff;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkState.Variable;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.Rules;
import java.time.Instant;
import java.util.List;

/**
 * Applies the outcomes of reading, writing and deleting the site variable. After any write, whatever its verdict, only
 * a new reading says which value is there.
 */
final class VariableOutcomes {

    private static final Aspect ASPECT = Aspect.VERIFIED;

    private VariableOutcomes() {}

    static OutcomeTransition read(LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        var rules = context.rules();
        var at = outcome.answeredAt();
        if (outcome.notFound()) {
            return OutcomeTransition.of(siteMissing(state, outcome, rules));
        }
        if (!outcome.applied()) {
            // The last reading is kept, so that a ready link stays ready while Datto RMM does not answer.
            return OutcomeTransition.of(BackoffRules.afterFailure(state, call, outcome, ASPECT, rules));
        }
        var seen = new Variable(outcome.variables(), false, at, call.plannedAt());
        if (!state.spec().present() || state.wantedValue() == null) {
            return OutcomeTransition.of(state.withoutBackoff().change(c -> c.variable = seen));
        }
        if (seen.holdsExactly(state.wantedValue())) {
            return OutcomeTransition.of(state.withoutBackoff().change(c -> {
                c.variable = seen;
                c.writes = 0;
            }));
        }
        if (state.wasReady() && (state.writes() == 0 || context.isHealingOff())) {
            return drifted(state, seen, context);
        }
        if (state.writes() % 2 == 1 && state.failures() == 0) {
            // A new value may take a moment to show.
            var backoff = new Backoff(ASPECT, Reason.IN_PROGRESS, null, at.plus(rules.failurePause(0)));
            return OutcomeTransition.of(state.change(c -> {
                c.variable = null;
                c.backoff = backoff;
                c.failures = 1;
            }));
        }
        if (state.writes() >= Rules.WRITES_MAX) {
            var backoff = new Backoff(
                    ASPECT,
                    Reason.REFUSED_BY_VENDOR,
                    "The site variable does not keep the value that was written. Delete it in Datto RMM.",
                    at.plus(rules.recheckEvery()));
            return OutcomeTransition.of(state.change(c -> {
                c.variable = null;
                c.backoff = backoff;
                c.writes = 0;
                c.failures = 0;
            }));
        }
        return OutcomeTransition.of(state.change(c -> {
            c.variable = seen;
            c.backoff = null;
        }));
    }

    /** The variable of a ready link was changed outside Companion. */
    private static OutcomeTransition drifted(LinkState state, Variable seen, OutcomeContext context) {
        var missing = seen.seen().isEmpty();
        var kept = state.withoutBackoff().change(c -> c.variable = seen);
        var left = context.isHealingOff()
                ? BackoffRules.drifted(
                        kept,
                        ASPECT,
                        missing
                                ? "The site variable was deleted outside Companion."
                                : "The site variable was changed outside Companion.",
                        seen.readAt(),
                        context.rules())
                : kept;
        return state.phaseIs(LinkStatus.Phase.READY)
                ? OutcomeTransition.of(
                        left,
                        event(
                                missing
                                        ? ProvisioningEvent.Type.VARIABLE_MISSING
                                        : ProvisioningEvent.Type.VARIABLE_CHANGED,
                                state))
                : OutcomeTransition.of(left);
    }

    private static ProvisioningEvent event(ProvisioningEvent.Type type, LinkState state) {
        var company = state.company();
        var pkg = state.pkg();
        return new ProvisioningEvent(type, company == null ? null : company.id(), pkg == null ? null : pkg.id(), null);
    }

    static OutcomeTransition written(LinkState state, InFlight call, Outcome outcome, Rules rules) {
        var unread = unread(state);
        if (outcome.applied()) {
            return OutcomeTransition.of(
                    unread.withoutBackoff().change(c -> c.writes = c.writes + 1),
                    event(ProvisioningEvent.Type.VARIABLE_WRITTEN, state));
        }
        return notWritten(unread, call, outcome, rules);
    }

    static OutcomeTransition deleted(LinkState state, InFlight call, Outcome outcome, Rules rules) {
        var unread = unread(state);
        return outcome.applied()
                ? OutcomeTransition.of(
                        unread.withoutBackoff().change(c -> c.writes = c.writes + 1),
                        event(ProvisioningEvent.Type.VARIABLE_DELETED, state))
                : notWritten(unread, call, outcome, rules);
    }

    private static OutcomeTransition notWritten(LinkState unread, InFlight call, Outcome outcome, Rules rules) {
        var again = outcome.answeredAt().plus(rules.failurePause(unread.failures()));
        if (outcome.verdict() == Verdict.UNKNOWN_EFFECT) {
            return OutcomeTransition.of(unsettled(unread, outcome.answeredAt(), rules)
                    .change(c -> {
                        c.backoff = new Backoff(ASPECT, Reason.OUTCOME_UNKNOWN, null, again);
                        c.failures = c.failures + 1;
                    }));
        }
        // The variable, or its site, does not exist any more: the next reading says which.
        return outcome.notFound()
                ? OutcomeTransition.of(unread)
                : OutcomeTransition.of(BackoffRules.afterFailure(unread, call, outcome, ASPECT, rules));
    }

    private static LinkState siteMissing(LinkState state, Outcome outcome, Rules rules) {
        var at = outcome.answeredAt();
        if (!state.spec().present()) {
            return state.withoutBackoff().change(c -> c.variable = new Variable(List.of(), true, at, null));
        }
        var backoff = new Backoff(
                ASPECT,
                Reason.SITE_MISSING,
                "The site no longer exists in Datto RMM. Unlink it.",
                at.plus(rules.recheckEvery()));
        return state.change(c -> {
            c.variable = null;
            c.backoff = backoff;
        });
    }

    /** A change of the variable may still take effect, so a reading before the grace is over is not final. */
    static LinkState unsettled(LinkState state, Instant now, Rules rules) {
        return state.change(c -> {
            c.variable = null;
            c.unsettledUntil = now.plus(rules.unknownGrace());
        });
    }

    private static LinkState unread(LinkState state) {
        return state.change(c -> c.variable = null);
    }
}
