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

    /** What must hold for a link to be ready. */
    private static final List<Aspect> OF_LINK =
            List.of(Aspect.COMPANY_READY, Aspect.PACKAGE_READY, Aspect.LINK_READY, Aspect.VERIFIED);

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
            return gone(work, now, rules) ? Phase.REMOVED : stuck(work) ? Phase.ATTENTION : Phase.REMOVING;
        }
        if (holds(work, Aspect.VERIFIED)) {
            return Phase.READY;
        }
        var hold = work.hold();
        var stalled = hold != null && hold.reason().needsSomebody();
        var unproved = doubtAt(work, stage(work));
        return stalled || (unproved != null && unproved.unprovable()) ? Phase.ATTENTION : Phase.WORKING;
    }

    /** Whether a link that is taken apart waits for somebody: what was to be deleted with it is not. */
    private static boolean stuck(LinkWork work) {
        var order = work.order();
        return (order != null && order.state() == OrderWork.State.REFUSED) || stuckAt(work, Aspect.PACKAGE_READY);
    }

    private static boolean stuckAt(LinkWork work, Aspect aspect) {
        var hold = work.hold();
        return hold != null && hold.aspect() == aspect && hold.reason().needsSomebody();
    }

    /** Taken apart, and nothing of it left in doubt, or looked for in vain long enough. */
    private static boolean gone(LinkWork work, Instant now, Rules rules) {
        if (work.removed() || (work.untouched() && !work.orderOpen())) {
            return true;
        }
        if (work.desired().deletePackage() && work.company() != null && work.pkg() != null) {
            return false;
        }
        if (work.desired().order() != null
                && (work.order() == null || work.order().state() != OrderWork.State.DONE)) {
            return false;
        }
        return variableGone(work)
                && work.inFlight() == null
                && work.doubts().stream()
                        .filter(Doubt::open)
                        .noneMatch(doubt -> now.isBefore(doubt.openedAt().plus(rules.unknownPatience())));
    }

    /** The variable was seen to be gone when nothing of ours could bring it back. */
    private static boolean variableGone(LinkWork work) {
        var variable = work.variable();
        return variable != null
                && variable.seen().isEmpty()
                && (variable.siteMissing() || work.settledReading(variable));
    }

    private static List<Condition> conditions(LinkWork work, Phase phase, boolean paused, Instant now) {
        var conditions = new ArrayList<Condition>();
        var stage = work.desired().present() ? stage(work) : Aspect.VERIFIED;
        for (var aspect : OF_LINK) {
            var said = condition(work, phase, paused, aspect, stage, now);
            conditions.add(sinceBefore(work.report(), said));
        }
        if (work.order() != null && work.desired().order() != null) {
            conditions.add(sinceBefore(work.report(), ofOrder(work, work.order(), paused, now)));
        }
        return List.copyOf(conditions);
    }

    private static Condition ofOrder(LinkWork work, OrderWork order, boolean paused, Instant now) {
        var hold = work.hold();
        var reason = order.reason();
        if (order.state() == OrderWork.State.DONE) {
            return new Condition(Aspect.COMPANY_ORDER, Holds.TRUE, Reason.HOLDS, null, now);
        }
        if (order.state() == OrderWork.State.REFUSED && reason != null) {
            return new Condition(Aspect.COMPANY_ORDER, Holds.FALSE, reason, order.message(), now);
        }
        if (paused) {
            return new Condition(Aspect.COMPANY_ORDER, Holds.FALSE, Reason.PAUSED, null, now);
        }
        if (hold != null && hold.aspect() == Aspect.COMPANY_ORDER) {
            return new Condition(Aspect.COMPANY_ORDER, Holds.FALSE, hold.reason(), hold.message(), now);
        }
        var begun = order.seen() != null || order.sends() > 0;
        return new Condition(Aspect.COMPANY_ORDER, Holds.FALSE, begun ? Reason.IN_PROGRESS : Reason.PENDING, null, now);
    }

    private static Condition condition(
            LinkWork work, Phase phase, boolean paused, Aspect aspect, Aspect stage, Instant now) {
        var takenApart = phase == Phase.REMOVED || (!work.desired().present() && variableGone(work));
        var hold = work.hold();
        if (hold != null && !work.desired().present() && stuckAt(work, aspect) && phase == Phase.ATTENTION) {
            return new Condition(aspect, Holds.FALSE, hold.reason(), hold.message(), now);
        }
        if (takenApart && (aspect == Aspect.VERIFIED || !holds(work, aspect))) {
            return new Condition(aspect, Holds.FALSE, Reason.REMOVED, null, now);
        }
        if (work.desired().present() || aspect != Aspect.VERIFIED) {
            if (holds(work, aspect)) {
                var pkg = work.pkg();
                var warning = aspect == Aspect.PACKAGE_READY && pkg != null ? PackageContents.warning(pkg) : null;
                return new Condition(
                        aspect, Holds.TRUE, warning == null ? Reason.HOLDS : Reason.ADD_ON_LEFT_OUT, warning, now);
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
        for (var aspect : OF_LINK) {
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
            case PACKAGE_READY ->
                holds(work, Aspect.COMPANY_READY)
                        && pkg != null
                        && !pkg.unsure()
                        && pkg.content() == PackageUse.Content.AS_WANTED;
            case LINK_READY -> work.wantedValue() != null;
            case VERIFIED -> work.verified();
            case COMPANY_ORDER -> false;
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
            case LINK_READY, VERIFIED, COMPANY_ORDER -> null;
        };
    }

    private static boolean begun(LinkWork work, Aspect aspect) {
        return work.attempts().keySet().stream().anyMatch(kind -> aspectOf(kind) == aspect);
    }

    private static Aspect aspectOf(StepKind kind) {
        return switch (kind) {
            case FIND_COMPANY, FIND_COMPANIES, CREATE_COMPANY -> Aspect.COMPANY_READY;
            case READ_LICENCE, FIND_PACKAGE, CREATE_PACKAGE, READ_PACKAGE, UPDATE_PACKAGE, DELETE_PACKAGE ->
                Aspect.PACKAGE_READY;
            case READ_PACKAGE_LINK, READ_PACKAGE_LINKS -> Aspect.LINK_READY;
            case COUNT_ENDPOINTS, SUSPEND_COMPANY, ACTIVATE_COMPANY, MOVE_COMPANY, DELETE_COMPANY, RENAME_COMPANY ->
                Aspect.COMPANY_ORDER;
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
