package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.Verdict;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.work.Backoff;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.LinkedCompany;
import dev.companion.provisioner.domain.work.LinkedPackage.Content;
import dev.companion.provisioner.domain.work.OrderProgress;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.provisioner.domain.work.UnknownOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Returns the next state of a link: for a new spec, for the outcome of its call, and for a call that has expired. */
public final class LinkTransitions {

    private LinkTransitions() {}

    /**
     * Applies a new spec. What is still right is kept; running calls, what was created, and unknown outcomes stay on
     * record. The variable is read again, since only a new reading proves a new spec.
     */
    public static LinkState withSpec(LinkState state, LinkSpec spec) {
        return spec.onlyCountsMachinesOf(state.spec()) ? counting(state, spec) : changed(state, spec);
    }

    /** All else that is known of the link stays, and what it waits for: counting neither changes nor repairs anything. */
    private static LinkState counting(LinkState state, LinkSpec spec) {
        return state.change(c -> {
            c.spec = spec;
            c.variable = null;
            c.order = OrderProgress.OPEN;
            c.readyIn = state.wasReady() ? spec.generation() : c.readyIn;
            c.backoff = c.backoff != null && c.backoff.aspect() == Aspect.COMPANY_ORDER ? null : c.backoff;
        });
    }

    private static LinkState changed(LinkState state, LinkSpec spec) {
        var company = state.company();
        var keep = company != null && isStillRight(state, company, spec);
        var pkg = state.pkg();
        var keepPackage = keep && pkg != null && state.spec().packageName().equals(spec.packageName());
        var sameContent = state.spec().profile().equals(spec.profile());
        var kept = pkg == null || !keepPackage ? null : sameContent ? pkg : pkg.containing(Content.OTHER);
        return state.change(c -> {
            c.spec = spec;
            c.company = keep ? company : null;
            c.pkg = kept;
            c.licence = keep ? c.licence : null;
            c.kit = keepPackage ? c.kit : null;
            c.variable = null;
            c.absenceProof = null;
            c.nameTaken = null;
            c.backoff = fault(spec);
            c.attempts = Map.of();
            c.failures = 0;
            c.writes = 0;
            c.order = spec.order() == null ? null : OrderProgress.OPEN;
        });
    }

    /** Returns the state of a new link. */
    public static LinkState created(LinkKey key, LinkSpec spec) {
        return LinkState.of(key, spec).change(c -> {
            c.backoff = fault(spec);
            c.order = spec.order() == null ? null : OrderProgress.OPEN;
        });
    }

    private static boolean isStillRight(LinkState state, LinkedCompany company, LinkSpec spec) {
        if (!spec.present()) {
            return true;
        }
        // A new spec gives up a company that does not exist any more, so that it can be created again; an order about
        // it is not such a spec. A company that may exist is given up only if the spec would lead to it again: if it
        // has another name by now, it would be created a second time.
        if (company.unsure() && spec.order() == null && (lost(state) || leadsTo(company, spec))) {
            return false;
        }
        if (spec.companyId() != null) {
            return spec.companyId().equals(company.id());
        }
        // The name it was created under counts: a company that was renamed since is still the same company.
        return state.createdCompanies().stream()
                .anyMatch(made -> made.id().equals(company.id()) && spec.wantsNew(made.name()));
    }

    private static boolean lost(LinkState state) {
        var backoff = state.backoff();
        return backoff != null
                && (backoff.reason() == Reason.COMPANY_MISSING || backoff.reason() == Reason.COMPANY_UNREACHABLE);
    }

    private static boolean leadsTo(LinkedCompany company, LinkSpec spec) {
        return spec.companyId() != null || spec.wantsNew(company.name());
    }

    private static @Nullable Backoff fault(LinkSpec spec) {
        var fault = spec.present() ? spec.nameFlaw() : null;
        return fault == null ? null : new Backoff(Aspect.COMPANY_READY, Reason.NAME_INVALID, fault, null);
    }

    /**
     * The call has neither an outcome nor time left. The outcome of a creation is unknown from now on; a read is made
     * again; a change of the variable shows in the next reading.
     */
    public static OutcomeTransition expired(LinkState state, InFlight call, Instant now, Rules rules) {
        var without = state.change(c -> {
            c.inFlight = null;
            c.absenceProof = null;
        });
        return new OutcomeTransition(
                switch (call.kind()) {
                    case CREATE_COMPANY -> without.withUnknownOutcome(UnknownOutcome.of(call, now, rules));
                    case CREATE_PACKAGE ->
                        (without.companyOf(call) == null ? without : without.withPackageTried())
                                .withUnknownOutcome(UnknownOutcome.of(call, now, rules));
                    case WRITE_VARIABLE, DELETE_VARIABLE -> VariableOutcomes.unsettled(without, now, rules);
                    case UPDATE_PACKAGE ->
                        without.pkg() == null
                                ? without
                                : PackageContents.changeUnknown(without, without.pkg(), now, rules);
                    case DELETE_PACKAGE -> without.change(c -> c.pkg = c.pkg == null ? null : c.pkg.asUnsure());
                    case SUSPEND_COMPANY, ACTIVATE_COMPANY, MOVE_COMPANY, DELETE_COMPANY, RENAME_COMPANY ->
                        ordered(
                                        without,
                                        call,
                                        (order, progress) -> OutcomeTransition.of(
                                                CompanyOrderOutcomes.sendUnknown(progress, without, now, rules)))
                                .state();
                    case FIND_COMPANY,
                            FIND_COMPANIES,
                            FIND_PACKAGE,
                            READ_PACKAGE,
                            READ_PACKAGE_LINK,
                            READ_PACKAGE_LINKS,
                            READ_LICENCE,
                            COUNT_ENDPOINTS,
                            READ_VARIABLE -> without;
                },
                List.of(),
                call);
    }

    /** Applies the outcome of the running call, or of a creation with an unknown outcome; ignores any other. */
    public static OutcomeTransition after(LinkState state, Outcome outcome, OutcomeContext context) {
        var call = state.inFlight();
        if (call != null && call.callId().equals(outcome.callId())) {
            var settled = state.change(c -> c.inFlight = null);
            var progress = answered(settled, call, outcome, context);
            return new OutcomeTransition(progress.state(), progress.events(), call);
        }
        return state.unknownOutcomes().stream()
                .filter(unknown -> unknown.callId().equals(outcome.callId()))
                .findFirst()
                .map(unknown -> late(state, unknown, outcome))
                .orElseGet(() -> OutcomeTransition.of(state));
    }

    private static OutcomeTransition answered(LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        var rules = context.rules();
        return switch (call.kind()) {
            case FIND_COMPANY, FIND_COMPANIES -> companyFound(state, call, outcome, context);
            case CREATE_COMPANY -> CompanyOutcomes.created(state, call, outcome, rules);
            case FIND_PACKAGE -> PackageOutcomes.found(state, call, outcome, context);
            case CREATE_PACKAGE -> PackageOutcomes.created(state, call, outcome, rules);
            case DELETE_PACKAGE -> PackageOutcomes.deleted(state, call, outcome, rules);
            case READ_LICENCE -> PackageContents.licenceRead(state, call, outcome, context);
            case READ_PACKAGE -> PackageContents.read(state, call, outcome, context);
            case UPDATE_PACKAGE -> PackageContents.updated(state, call, outcome, rules);
            case READ_PACKAGE_LINK -> PackageContents.linkRead(state, call, outcome, context);
            case READ_PACKAGE_LINKS -> linksRead(state, call, outcome, context);
            case READ_VARIABLE -> VariableOutcomes.read(state, call, outcome, context);
            case WRITE_VARIABLE -> VariableOutcomes.written(state, call, outcome, rules);
            case DELETE_VARIABLE -> VariableOutcomes.deleted(state, call, outcome, rules);
            case COUNT_ENDPOINTS ->
                ordered(
                        state,
                        call,
                        (order, progress) ->
                                CompanyOrderOutcomes.counted(order, progress, state, call, outcome, rules));
            case SUSPEND_COMPANY, ACTIVATE_COMPANY, MOVE_COMPANY, DELETE_COMPANY, RENAME_COMPANY ->
                ordered(
                        state,
                        call,
                        (order, progress) -> CompanyOrderOutcomes.sent(order, progress, state, call, outcome, rules));
        };
    }

    /** Applies a find of companies to the open order about one of them, or else to the link. */
    private static OutcomeTransition companyFound(
            LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        var order = state.spec().order();
        var progress = state.order();
        return order != null
                        && progress != null
                        && state.orderOpen()
                        && order.companyId().equals(call.companyId())
                        && call.generation() == state.spec().generation()
                ? CompanyOrderOutcomes.looked(order, progress, state, call, outcome, context)
                : CompanyOutcomes.found(state, call, outcome, context);
    }

    /** An order that was given up since the call was planned ignores its outcome; the link looks its company up. */
    private static OutcomeTransition ordered(
            LinkState state, InFlight call, BiFunction<CompanyOrder, OrderProgress, OutcomeTransition> answer) {
        var order = state.spec().order();
        if (order != null
                && state.order() != null
                && state.orderOpen()
                && call.generation() == state.spec().generation()) {
            return answer.apply(order, state.order());
        }
        return OutcomeTransition.of(call.kind().effect() && state.spec().present() ? state.withUnsureCompany() : state);
    }

    /**
     * Applies the outcome of a call that served several links to one that it was not started for. A list that was cut
     * says nothing about a name that it does not show.
     *
     * @param call as that link would have made it alone
     */
    public static OutcomeTransition afterBatch(
            LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        var answers = outcome.applied()
                && (call.kind() != StepKind.FIND_COMPANIES
                        || outcome.complete()
                        || outcome.companies().stream()
                                .anyMatch(seen -> LinkSpec.sameCompanyName(seen.name(), call.companyName())));
        return answers ? answered(state, call, outcome, context) : OutcomeTransition.of(state);
    }

    private static OutcomeTransition linksRead(
            LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        var company = state.companyOf(call);
        var pkg = state.pkg();
        if (company == null || pkg == null) {
            return OutcomeTransition.of(state);
        }
        if (!outcome.applied()) {
            // If the vendor does not offer us the listing, each link is read in a call of its own from now on.
            return OutcomeTransition.of(
                    outcome.isRefusedToUs()
                            ? state
                            : BackoffRules.afterFailure(state, call, outcome, Aspect.LINK_READY, context.rules()));
        }
        var at = outcome.answeredAt();
        var row = outcome.links().stream()
                .filter(link -> link.companyId().equals(company.id())
                        && link.packageName().equals(pkg.name()))
                .findFirst();
        if (row.isPresent()) {
            return PackageContents.linkSeen(
                    state, call, row.get().windows(), row.get().ready(), at, context);
        }
        return OutcomeTransition.of(
                state.wantedValue() == null ? PackageContents.polled(state, call, null, null, at) : state);
    }

    /** The vendor's answer to a creation arrived after its outcome had become unknown. */
    private static OutcomeTransition late(LinkState state, UnknownOutcome unknown, Outcome outcome) {
        if (outcome.verdict() == Verdict.UNKNOWN_EFFECT || (outcome.applied() && outcome.createdId() == null)) {
            return OutcomeTransition.of(state);
        }
        // If an intent is ever delivered a second time, this is the answer to the second delivery, not to the call.
        if (outcome.reason() == Outcome.Reason.TOO_LATE) {
            return OutcomeTransition.of(state);
        }
        var settled = state.withoutUnknownOutcome(unknown.callId());
        if (outcome.createdId() == null) {
            return OutcomeTransition.of(settled);
        }
        return unknown.kind() == StepKind.CREATE_COMPANY
                ? CompanyOutcomes.use(settled, outcome.createdId(), unknown.companyName(), unknown.generation())
                : PackageOutcomes.use(settled, outcome.createdId(), unknown.companyId(), outcome.answeredAt());
    }
}
