package dev.companion.provisioner.domain.emission;

import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.InstallationLink;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Condition;
import dev.companion.provisioner.domain.work.LinkStatus.Holds;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.LinkedPackage;
import dev.companion.provisioner.domain.work.OrderProgress;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.provisioner.domain.work.UnknownOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the status of a link. A condition is true only if it was observed to be true, and a ready link stays ready
 * while it cannot be read.
 */
final class StatusBuilder {

    private static final String OUTCOME_UNKNOWN =
            "It is not known yet whether a creation took effect. Companion is checking.";
    private static final String UNPROVED =
            "Something of this name exists now, but it is not provably ours. Choose it, or give another name.";

    /** What must be true for a link to be ready. */
    private static final List<Aspect> OF_LINK =
            List.of(Aspect.COMPANY_READY, Aspect.PACKAGE_READY, Aspect.LINK_READY, Aspect.VERIFIED);

    private StatusBuilder() {}

    static LinkStatus of(LinkState state, @Nullable TenantSettings tenant, Instant now, Rules rules) {
        var phase = phase(state, now, rules);
        var company = state.company();
        var pkg = state.pkg();
        var order = state.order();
        return new LinkStatus(
                state.spec().generation(),
                phase,
                company == null ? null : company.id(),
                company == null ? null : company.name(),
                company == null ? null : company.provenance(),
                pkg == null ? null : pkg.id(),
                pkg == null ? null : pkg.name(),
                installationLink(state, phase, now),
                order == null ? null : order.endpoints(),
                order == null ? null : order.countedAt(),
                conditions(state, phase, tenant != null && tenant.paused(), now));
    }

    /**
     * A link that comes back after a while without one is the same link, not a new one. An unlinked site has no use for
     * it once its variable is gone, whatever else is still to be deleted.
     */
    private static @Nullable InstallationLink installationLink(LinkState state, Phase phase, Instant now) {
        var company = state.company();
        var pkg = state.pkg();
        var windows = state.kit() == null ? null : state.kit().windows();
        var given = state.status() == null ? null : state.status().installationLink();
        var withdrawn = !state.spec().present() && (given == null || variableGone(state));
        if (phase == Phase.REMOVED || withdrawn || company == null || pkg == null || windows == null) {
            return null;
        }
        var before = state.installationLink();
        var since = before != null && before.windows().equals(windows) ? before.since() : now;
        return new InstallationLink(company.id(), pkg.id(), windows, since);
    }

    private static Phase phase(LinkState state, Instant now, Rules rules) {
        if (!state.spec().present()) {
            return isCleanedUp(state, now, rules) ? Phase.REMOVED : isBlocked(state) ? Phase.ATTENTION : Phase.REMOVING;
        }
        if (holds(state, Aspect.VERIFIED)) {
            return Phase.READY;
        }
        var backoff = state.backoff();
        var stalled = backoff != null && backoff.reason().needsPerson();
        var unproved = unknownAt(state, stage(state));
        return stalled || (unproved != null && unproved.unprovable()) ? Phase.ATTENTION : Phase.WORKING;
    }

    /** Whether an unlinked link needs a person: what was to be deleted with it is still there. */
    private static boolean isBlocked(LinkState state) {
        var order = state.order();
        return (order != null && order.state() == OrderProgress.State.REFUSED)
                || isBlockedAt(state, Aspect.PACKAGE_READY);
    }

    private static boolean isBlockedAt(LinkState state, Aspect aspect) {
        var backoff = state.backoff();
        return backoff != null && backoff.aspect() == aspect && backoff.reason().needsPerson();
    }

    /** Unlinked, and nothing is left with an unknown outcome, or it was looked for long enough. */
    private static boolean isCleanedUp(LinkState state, Instant now, Rules rules) {
        if (state.removed() || (state.untouched() && !state.orderOpen())) {
            return true;
        }
        if (state.spec().deletePackage() && state.company() != null && state.pkg() != null) {
            return false;
        }
        if (state.spec().order() != null
                && (state.order() == null || state.order().state() != OrderProgress.State.DONE)) {
            return false;
        }
        return variableGone(state)
                && state.inFlight() == null
                && state.unknownOutcomes().stream()
                        .filter(UnknownOutcome::open)
                        .noneMatch(unknown -> now.isBefore(unknown.openedAt().plus(rules.unknownPatience())));
    }

    /** The variable was read as missing at a time when no change of ours could bring it back. */
    private static boolean variableGone(LinkState state) {
        var variable = state.variable();
        return variable != null
                && variable.seen().isEmpty()
                && (variable.siteMissing() || state.settledReading(variable));
    }

    private static List<Condition> conditions(LinkState state, Phase phase, boolean paused, Instant now) {
        var conditions = new ArrayList<Condition>();
        var stage = state.spec().present() ? stage(state) : Aspect.VERIFIED;
        for (var aspect : OF_LINK) {
            var current = condition(state, phase, paused, aspect, stage, now);
            conditions.add(sinceBefore(state.status(), current));
        }
        if (state.order() != null && state.spec().order() != null) {
            conditions.add(sinceBefore(state.status(), ofOrder(state, state.order(), paused, now)));
        }
        return List.copyOf(conditions);
    }

    private static Condition ofOrder(LinkState state, OrderProgress order, boolean paused, Instant now) {
        var backoff = state.backoff();
        var reason = order.reason();
        if (order.state() == OrderProgress.State.DONE) {
            return new Condition(Aspect.COMPANY_ORDER, Holds.TRUE, Reason.HOLDS, null, now);
        }
        if (order.state() == OrderProgress.State.REFUSED && reason != null) {
            return new Condition(Aspect.COMPANY_ORDER, Holds.FALSE, reason, order.message(), now);
        }
        if (paused) {
            return new Condition(Aspect.COMPANY_ORDER, Holds.FALSE, Reason.PAUSED, null, now);
        }
        if (backoff != null && backoff.aspect() == Aspect.COMPANY_ORDER) {
            return new Condition(Aspect.COMPANY_ORDER, Holds.FALSE, backoff.reason(), backoff.message(), now);
        }
        var begun = order.seen() != null || order.sends() > 0;
        return new Condition(Aspect.COMPANY_ORDER, Holds.FALSE, begun ? Reason.IN_PROGRESS : Reason.PENDING, null, now);
    }

    private static Condition condition(
            LinkState state, Phase phase, boolean paused, Aspect aspect, Aspect stage, Instant now) {
        var unlinked = phase == Phase.REMOVED || (!state.spec().present() && variableGone(state));
        var backoff = state.backoff();
        if (backoff != null && !state.spec().present() && isBlockedAt(state, aspect) && phase == Phase.ATTENTION) {
            return new Condition(aspect, Holds.FALSE, backoff.reason(), backoff.message(), now);
        }
        if (unlinked && (aspect == Aspect.VERIFIED || !holds(state, aspect))) {
            return new Condition(aspect, Holds.FALSE, Reason.REMOVED, null, now);
        }
        if (state.spec().present() || aspect != Aspect.VERIFIED) {
            if (holds(state, aspect)) {
                var pkg = state.pkg();
                var warning = aspect == Aspect.PACKAGE_READY && pkg != null ? pkg.warning() : null;
                return new Condition(
                        aspect, Holds.TRUE, warning == null ? Reason.HOLDS : Reason.ADD_ON_LEFT_OUT, warning, now);
            }
            if (aspect != stage) {
                return new Condition(aspect, Holds.FALSE, Reason.PENDING, null, now);
            }
        }
        return atStage(state, paused, aspect, now);
    }

    private static Condition atStage(LinkState state, boolean paused, Aspect aspect, Instant now) {
        var unknown = unknownAt(state, aspect);
        var backoff = state.backoff();
        if (unknown != null) {
            var message = unknown.unprovable() ? UNPROVED : OUTCOME_UNKNOWN;
            return new Condition(aspect, Holds.UNKNOWN, Reason.OUTCOME_UNKNOWN, message, now);
        }
        if (backoff != null && backoff.reason().needsPerson()) {
            return new Condition(aspect, Holds.FALSE, backoff.reason(), backoff.message(), now);
        }
        if (paused) {
            return new Condition(aspect, Holds.FALSE, Reason.PAUSED, null, now);
        }
        if (backoff != null) {
            return new Condition(aspect, Holds.FALSE, backoff.reason(), backoff.message(), now);
        }
        if (aspect == Aspect.LINK_READY && state.kit() != null) {
            return new Condition(aspect, Holds.FALSE, Reason.WAITING_FOR_VENDOR, null, now);
        }
        return new Condition(
                aspect, Holds.FALSE, isStarted(state, aspect) ? Reason.IN_PROGRESS : Reason.PENDING, null, now);
    }

    /** The first aspect that is not true yet; the last one if all are. */
    private static Aspect stage(LinkState state) {
        for (var aspect : OF_LINK) {
            if (!holds(state, aspect)) {
                return aspect;
            }
        }
        return Aspect.VERIFIED;
    }

    private static boolean holds(LinkState state, Aspect aspect) {
        var company = state.company();
        var pkg = state.pkg();
        return switch (aspect) {
            case COMPANY_READY -> company != null && !company.unsure();
            case PACKAGE_READY ->
                holds(state, Aspect.COMPANY_READY)
                        && pkg != null
                        && !pkg.unsure()
                        && pkg.content() == LinkedPackage.Content.AS_WANTED;
            case LINK_READY -> state.wantedValue() != null;
            case VERIFIED -> state.verified();
            case COMPANY_ORDER -> false;
        };
    }

    private static @Nullable UnknownOutcome unknownAt(LinkState state, Aspect aspect) {
        var company = state.company();
        var name = state.spec().companyName();
        return switch (aspect) {
            case COMPANY_READY ->
                name == null
                        ? null
                        : state.openUnknownOutcome(StepKind.CREATE_COMPANY, name)
                                .orElse(null);
            case PACKAGE_READY ->
                company == null
                        ? null
                        : state.openUnknownOutcome(StepKind.CREATE_PACKAGE, company.id())
                                .orElse(null);
            case LINK_READY, VERIFIED, COMPANY_ORDER -> null;
        };
    }

    private static boolean isStarted(LinkState state, Aspect aspect) {
        return state.attempts().keySet().stream().anyMatch(kind -> aspectOf(kind) == aspect);
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

    private static Condition sinceBefore(@Nullable LinkStatus before, Condition current) {
        if (before == null) {
            return current;
        }
        return before.conditions().stream()
                .filter(old -> old.aspect() == current.aspect() && old.isSameAs(current))
                .findFirst()
                .map(old -> new Condition(
                        current.aspect(), current.holds(), current.reason(), current.message(), old.since()))
                .orElse(current);
    }
}
