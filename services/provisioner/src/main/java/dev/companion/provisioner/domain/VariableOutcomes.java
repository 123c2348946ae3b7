package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.LinkWork.Variable;
import dev.companion.provisioner.domain.Outcome.Verdict;
import dev.companion.provisioner.domain.Progress.Setting;
import dev.companion.provisioner.domain.Report.Aspect;
import dev.companion.provisioner.domain.Report.Reason;
import java.time.Instant;
import java.util.List;

/**
 * What the outcomes of reading, writing and deleting the site variable mean. All of it converges: after any write,
 * whatever its verdict, only a new reading says what is there.
 */
final class VariableOutcomes {

    private static final Aspect ASPECT = Aspect.VERIFIED;

    private VariableOutcomes() {}

    static Progress read(LinkWork work, InFlight call, Outcome outcome, Setting setting) {
        var rules = setting.rules();
        var at = outcome.answeredAt();
        if (outcome.notFound()) {
            return Progress.of(siteMissing(work, outcome, rules));
        }
        if (!outcome.applied()) {
            // What was seen before stays, so that a ready link stays ready while Datto is away.
            return Progress.of(Progress.refused(work, call, outcome, ASPECT, rules));
        }
        var seen = new Variable(outcome.variables(), false, at);
        if (!work.desired().present() || work.wantedValue() == null) {
            return Progress.of(Progress.onward(work).change(c -> c.variable = seen));
        }
        if (seen.holdsExactly(work.wantedValue())) {
            return Progress.of(Progress.onward(work).change(c -> {
                c.variable = seen;
                c.writes = 0;
            }));
        }
        if (work.wasReady() && (work.writes() == 0 || setting.watching())) {
            return drifted(work, seen, setting);
        }
        if (work.writes() % 2 == 1 && work.failures() == 0) {
            // What was just written may take a moment to show.
            var hold = new Hold(ASPECT, Reason.IN_PROGRESS, null, at.plus(rules.failurePause(0)));
            return Progress.of(work.change(c -> {
                c.variable = null;
                c.hold = hold;
                c.failures = 1;
            }));
        }
        if (work.writes() >= Rules.WRITES_MAX) {
            var hold = new Hold(
                    ASPECT,
                    Reason.REFUSED_BY_VENDOR,
                    "The site variable does not read back as it was written. Delete it in Datto RMM.",
                    at.plus(rules.recheckEvery()));
            return Progress.of(work.change(c -> {
                c.variable = null;
                c.hold = hold;
                c.writes = 0;
                c.failures = 0;
            }));
        }
        return Progress.of(work.change(c -> {
            c.variable = seen;
            c.hold = null;
        }));
    }

    /** Somebody else changed the variable of a link that was ready. */
    private static Progress drifted(LinkWork work, Variable seen, Setting setting) {
        var missing = seen.seen().isEmpty();
        var kept = Progress.onward(work).change(c -> c.variable = seen);
        var left = setting.watching()
                ? Progress.drifted(
                        kept,
                        ASPECT,
                        missing ? "Somebody deleted the site variable." : "Somebody changed the site variable.",
                        seen.readAt(),
                        setting.rules())
                : kept;
        return work.phaseIs(Report.Phase.READY)
                ? Progress.of(left, fact(missing ? Fact.Type.VARIABLE_MISSING : Fact.Type.VARIABLE_CHANGED, work))
                : Progress.of(left);
    }

    private static Fact fact(Fact.Type type, LinkWork work) {
        var company = work.company();
        var pkg = work.pkg();
        return new Fact(type, company == null ? null : company.id(), pkg == null ? null : pkg.id(), null);
    }

    static Progress written(LinkWork work, InFlight call, Outcome outcome, Rules rules) {
        var unread = unread(work);
        if (outcome.applied()) {
            return Progress.of(
                    Progress.onward(unread).change(c -> c.writes = c.writes + 1),
                    fact(Fact.Type.VARIABLE_WRITTEN, work));
        }
        return notWritten(unread, call, outcome, rules);
    }

    static Progress deleted(LinkWork work, InFlight call, Outcome outcome, Rules rules) {
        var unread = unread(work);
        return outcome.applied()
                ? Progress.of(
                        Progress.onward(unread).change(c -> c.writes = c.writes + 1),
                        fact(Fact.Type.VARIABLE_DELETED, work))
                : notWritten(unread, call, outcome, rules);
    }

    private static Progress notWritten(LinkWork unread, InFlight call, Outcome outcome, Rules rules) {
        var again = outcome.answeredAt().plus(rules.failurePause(unread.failures()));
        if (outcome.verdict() == Verdict.UNKNOWN_EFFECT) {
            return Progress.of(unsettled(unread, outcome.answeredAt(), rules).change(c -> {
                c.hold = new Hold(ASPECT, Reason.OUTCOME_UNKNOWN, null, again);
                c.failures = c.failures + 1;
            }));
        }
        // The variable, or its site, is not there any more: the next reading says which.
        return outcome.notFound()
                ? Progress.of(unread)
                : Progress.of(Progress.refused(unread, call, outcome, ASPECT, rules));
    }

    private static LinkWork siteMissing(LinkWork work, Outcome outcome, Rules rules) {
        var at = outcome.answeredAt();
        if (!work.desired().present()) {
            return Progress.onward(work).change(c -> c.variable = new Variable(List.of(), true, at));
        }
        var hold = new Hold(
                ASPECT,
                Reason.SITE_MISSING,
                "The site no longer exists in Datto RMM. Unlink it.",
                at.plus(rules.recheckEvery()));
        return work.change(c -> {
            c.variable = null;
            c.hold = hold;
        });
    }

    /** A change of the variable may yet take effect, so what is read before the grace is over is not final. */
    static LinkWork unsettled(LinkWork work, Instant now, Rules rules) {
        return work.change(c -> {
            c.variable = null;
            c.unsettledUntil = now.plus(rules.unknownGrace());
        });
    }

    private static LinkWork unread(LinkWork work) {
        return work.change(c -> c.variable = null);
    }
}
