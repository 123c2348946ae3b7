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

/** X */
public final class LinkTransitions {

    private LinkTransitions() {}

    /**
     * What is wanted has changed. What is still right is kept; what is under way, made or in doubt stays on record. The
     * variable is read again, since a new wish is proved by a new reading only.
     */
    public static LinkState withSpec(LinkState state, LinkSpec spec) {
        var company = state.company();
        var keep = company != null && stillRight(state, company, spec);
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
            c.unknownOutcomes = keep ? c.unknownOutcomes : withoutPackageDoubts(c.unknownOutcomes);
        });
    }

    /** A link as it is when it is first heard of. */
    public static LinkState created(LinkKey key, LinkSpec spec) {
        return LinkState.of(key, spec).change(c -> {
            c.backoff = fault(spec);
            c.order = spec.order() == null ? null : OrderProgress.OPEN;
        });
    }

    private static boolean stillRight(LinkState state, LinkedCompany company, LinkSpec spec) {
        if (!spec.present()) {
            return true;
        }
        // One that is not there any more is given up by a new wish, so that it can be made anew; a decision about it
        // is no other wish. One that may well be there is given up only where the wish would lead to it again: under
        // another name by now it would be made a second time.
        if (company.unsure() && spec.order() == null && (lost(state) || leadsTo(company, spec))) {
            return false;
        }
        if (spec.companyId() != null) {
            return spec.companyId().equals(company.id());
        }
        // The name it was made under counts: having been renamed since does not make it another company.
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

    private static List<UnknownOutcome> withoutPackageDoubts(List<UnknownOutcome> unknownOutcomes) {
        return unknownOutcomes.stream()
                .filter(unknown -> unknown.kind() == StepKind.CREATE_COMPANY)
                .toList();
    }

    private static @Nullable Backoff fault(LinkSpec spec) {
        var fault = spec.present() ? spec.nameFault() : null;
        return fault == null ? null : new Backoff(Aspect.COMPANY_READY, Reason.NAME_INVALID, fault, null);
    }

    /**
     * The call under way has neither an outcome nor time left. A creation is in doubt from now on; a read is simply
     * made again; a change of the variable shows in the next reading.
     */
    public static OutcomeTransition expired(LinkState state, InFlight call, Instant now, Rules rules) {
        var without = state.change(c -> {
            c.inFlight = null;
            c.absenceProof = null;
        });
        return new OutcomeTransition(
                switch (call.kind()) {
                    case CREATE_COMPANY -> without.withUnknownOutcome(UnknownOutcome.about(call, now, rules));
                    case CREATE_PACKAGE ->
                        without.companyOf(call) == null
                                ? without
                                : without.withPackageTried().withUnknownOutcome(UnknownOutcome.about(call, now, rules));
                    case WRITE_VARIABLE, DELETE_VARIABLE -> VariableOutcomes.unsettled(without, now, rules);
                    case UPDATE_PACKAGE ->
                        without.pkg() == null ? without : PackageContents.inDoubt(without, without.pkg(), now, rules);
                    case DELETE_PACKAGE -> without.change(c -> c.pkg = c.pkg == null ? null : c.pkg.asUnsure());
                    case SUSPEND_COMPANY, ACTIVATE_COMPANY, MOVE_COMPANY, DELETE_COMPANY, RENAME_COMPANY ->
                        ordered(
                                        without,
                                        call,
                                        (order, progress) -> OutcomeTransition.of(
                                                CompanyOrderOutcomes.inDoubt(progress, without, now, rules)))
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

    /** The outcome of the call under way, or of a creation in doubt; any other is no news and changes nothing. */
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

    /** What a find of companies says to the order that is open for one, or else to the link. */
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

    /** An order that was given up meanwhile has no use for what came of its call; a link that goes on looks for itself. */
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
     * What an outcome of a call that was made for several links says to one of them that was not the first.
     *
     * @param call as that link would have made it alone
     */
    public static OutcomeTransition afterBatch(
            LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        return outcome.applied() ? answered(state, call, outcome, context) : OutcomeTransition.of(state);
    }

    private static OutcomeTransition linksRead(
            LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        var company = state.companyOf(call);
        var pkg = state.pkg();
        if (company == null || pkg == null) {
            return OutcomeTransition.of(state);
        }
        if (!outcome.applied()) {
            // Where the listing is not for us, each link is read by itself from now on.
            return OutcomeTransition.of(
                    outcome.notForUs()
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
                    state, row.get().windows(), row.get().ready(), at, context);
        }
        return OutcomeTransition.of(
                state.wantedValue() == null ? PackageContents.polled(state, null, null, at) : state);
    }

    /** What the vendor said of a creation after it had been given up for doubtful: it knew best. */
    private static OutcomeTransition late(LinkState state, UnknownOutcome unknown, Outcome outcome) {
        if (outcome.verdict() == Verdict.UNKNOWN_EFFECT || (outcome.applied() && outcome.createdId() == null)) {
            return OutcomeTransition.of(state);
        }
        // Should an intent ever be delivered a second time, this is what the second delivery says, not the call.
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
