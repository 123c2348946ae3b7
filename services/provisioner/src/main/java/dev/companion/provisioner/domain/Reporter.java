package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.Report.Aspect;
import dev.companion.provisioner.domain.Report.Condition;
import dev.companion.provisioner.domain.Report.Holds;
import dev.companion.provisioner.domain.Report.Phase;
import dev.companion.provisioner.domain.Report.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a link. Says only what was observed: an aspect holds once it was seen to hold, and a ready link
 * stays ready while nobody can look.
 */
final class Reporter {

    private static final String IN_DOUBT = "A creation may or may not have taken effect. It is being found out.";
    private static final String UNPROVED =
            "There is one of this name now, but it cannot be proved to be ours. Choose it, or give another name.";

    private Reporter() {}

    static Report of(LinkWork work, @Nullable TenantFacts tenant, Instant now, Rules rules) {
        var phase = phase(work, now, rules);
        var company = work.company();
        var pkg = work.pkg();
        var kit = work.kit();
        return new Report(
                work.desired().generation(),
                phase,
                company == null ? null : company.id(),
                company == null ? null : company.name(),
                company == null ? null : company.provenance(),
                pkg == null ? null : pkg.id(),
                pkg == null ? null : pkg.name(),
                kit == null ? null : kit.windows(),
                conditions(work, phase, tenant != null && tenant.paused(), now));
    }

    private static Phase phase(LinkWork work, Instant now, Rules rules) {
        if (!work.desired().present()) {
            return gone(work, now, rules) ? Phase.REMOVED : Phase.REMOVING;
        }
        if (holds(work, Aspect.VERIFIED)) {
            return Phase.READY;
        }
        var hold = work.hold();
        var stalled = hold != null && hold.reason().needsSomebody();
        var unproved = doubtAt(work, stage(work));
        return stalled || (unproved != null && unproved.unprovable()) ? Phase.ATTENTION : Phase.WORKING;
    }

    /** Taken apart, and nothing of it left in doubt, or looked for in vain long enough. */
    private static boolean gone(LinkWork work, Instant now, Rules rules) {
        var variable = work.variable();
        if (work.phaseIs(Phase.REMOVED)) {
            return true;
        }
        return variable != null
                && variable.seen().isEmpty()
                && (variable.siteMissing() || work.settledReading(variable))
                && work.inFlight() == null
                && work.doubts().stream()
                        .filter(Doubt::open)
                        .noneMatch(doubt -> now.isBefore(doubt.openedAt().plus(rules.unknownPatience())));
    }

    private static List<Condition> conditions(LinkWork work, Phase phase, boolean paused, Instant now) {
        var conditions = new ArrayList<Condition>();
        var stage = work.desired().present() ? stage(work) : Aspect.VERIFIED;
        for (var aspect : Aspect.values()) {
            var said = condition(work, phase, paused, aspect, stage, now);
            conditions.add(sinceBefore(work.report(), said));
        }
        return List.copyOf(conditions);
    }

    private static Condition condition(
            LinkWork work, Phase phase, boolean paused, Aspect aspect, Aspect stage, Instant now) {
        if (phase == Phase.REMOVED && (aspect == Aspect.VERIFIED || !holds(work, aspect))) {
            return new Condition(aspect, Holds.FALSE, Reason.REMOVED, null, now);
        }
        if (work.desired().present() || aspect != Aspect.VERIFIED) {
            if (holds(work, aspect)) {
                return new Condition(aspect, Holds.TRUE, Reason.HOLDS, null, now);
            }
            if (aspect != stage) {
                return new Condition(aspect, Holds.FALSE, Reason.PENDING, null, now);
            }
        }
        return atStage(work, paused, aspect, now);
    }

    private static Condition atStage(LinkWork work, boolean paused, Aspect aspect, Instant now) {
        var doubt = doubtAt(work, aspect);
        var hold = work.hold();
        if (doubt != null) {
            var message = doubt.unprovable() ? UNPROVED : IN_DOUBT;
            return new Condition(aspect, Holds.UNKNOWN, Reason.OUTCOME_UNKNOWN, message, now);
        }
        if (hold != null && hold.reason().needsSomebody()) {
            return new Condition(aspect, Holds.FALSE, hold.reason(), hold.message(), now);
        }
        if (paused) {
            return new Condition(aspect, Holds.FALSE, Reason.PAUSED, null, now);
        }
        if (hold != null) {
            return new Condition(aspect, Holds.FALSE, hold.reason(), hold.message(), now);
        }
        if (aspect == Aspect.LINK_READY && work.kit() != null) {
            return new Condition(aspect, Holds.FALSE, Reason.WAITING_FOR_VENDOR, null, now);
        }
        return new Condition(aspect, Holds.FALSE, begun(work, aspect) ? Reason.IN_PROGRESS : Reason.PENDING, null, now);
    }

    /** The first aspect that does not hold yet; the last one when all do. */
    private static Aspect stage(LinkWork work) {
        for (var aspect : Aspect.values()) {
            if (!holds(work, aspect)) {
                return aspect;
            }
        }
        return Aspect.VERIFIED;
    }

    private static boolean holds(LinkWork work, Aspect aspect) {
        var company = work.company();
        var pkg = work.pkg();
        return switch (aspect) {
            case COMPANY_READY -> company != null && !company.unsure();
            case PACKAGE_READY -> holds(work, Aspect.COMPANY_READY) && pkg != null && !pkg.unsure();
            case LINK_READY -> work.wantedValue() != null;
            case VERIFIED -> work.verified();
        };
    }

    private static @Nullable Doubt doubtAt(LinkWork work, Aspect aspect) {
        var company = work.company();
        var name = work.desired().companyName();
        return switch (aspect) {
            case COMPANY_READY ->
                name == null
                        ? null
                        : work.openDoubt(StepKind.CREATE_COMPANY, name).orElse(null);
            case PACKAGE_READY ->
                company == null
                        ? null
                        : work.openDoubt(StepKind.CREATE_PACKAGE, company.id()).orElse(null);
            case LINK_READY, VERIFIED -> null;
        };
    }

    private static boolean begun(LinkWork work, Aspect aspect) {
        return work.attempts().keySet().stream().anyMatch(kind -> aspectOf(kind) == aspect);
    }

    private static Aspect aspectOf(StepKind kind) {
        return switch (kind) {
            case FIND_COMPANY, CREATE_COMPANY -> Aspect.COMPANY_READY;
            case FIND_PACKAGE, CREATE_PACKAGE -> Aspect.PACKAGE_READY;
            case READ_PACKAGE_LINK -> Aspect.LINK_READY;
            case READ_VARIABLE, WRITE_VARIABLE, DELETE_VARIABLE -> Aspect.VERIFIED;
        };
    }

    private static Condition sinceBefore(@Nullable Report before, Condition said) {
        if (before == null) {
            return said;
        }
        return before.conditions().stream()
                .filter(old -> old.aspect() == said.aspect() && old.says(said))
                .findFirst()
                .map(old -> new Condition(said.aspect(), said.holds(), said.reason(), said.message(), old.since()))
                .orElse(said);
    }
}
