package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.step.CompanyOrder;
import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.Verdict;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.LinkedCompany;
import dev.companion.provisioner.domain.work.OrderProgress;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.CompanyName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Carries out an order about a company: looks the company up, counts its machines before a deletion, sends the call,
 * and looks the company up again. Once the facts differ from those that the person decided on, the order is refused,
 * never adapted.
 */
final class CompanyOrderOutcomes {

    private static final Aspect ASPECT = Aspect.COMPANY_ORDER;

    private static final String UNKNOWN_ACTION = "order with action UNKNOWN (expected: refused when it was read)";

    private CompanyOrderOutcomes() {}

    /** The company of an open order was looked up. */
    static OutcomeTransition looked(
            CompanyOrder order,
            OrderProgress progress,
            LinkState state,
            InFlight call,
            Outcome outcome,
            OutcomeContext context) {
        var at = outcome.answeredAt();
        var seen = outcome.companies().stream()
                .filter(company -> company.id().equals(order.companyId()))
                .findFirst();
        if (seen.isEmpty()) {
            return outcome.applied() || outcome.notFound()
                    ? missing(order, progress, state, outcome.gone())
                    : OutcomeTransition.of(BackoffRules.afterFailure(state, call, outcome, ASPECT, context.rules()));
        }
        var company = seen.get();
        var fresh = progress.seen(company, at);
        if (carriedOut(order, company)) {
            return done(order, fresh, state, progress.sends() == 0 ? "The company was already in that state." : null);
        }
        if (order.outdated(at)) {
            return refused(order, fresh, state, Reason.DECISION_OUTDATED, order.counts() ? NOT_COUNTED : TOO_OLD);
        }
        if (progress.sends() >= Rules.ORDER_SENDS_MAX) {
            return refused(order, fresh, state, Reason.REFUSED_BY_VENDOR, NO_EFFECT);
        }
        var fault =
                switch (order.action()) {
                    case DELETE -> notToBeDeleted(order, company, state, context);
                    case RENAME -> notToBeRenamed(order, company, state, context);
                    case COUNT -> notToBeCounted(company);
                    case SUSPEND, ACTIVATE, MOVE -> null;
                    case UNKNOWN -> throw new IllegalStateException(UNKNOWN_ACTION);
                };
        return fault == null
                ? OutcomeTransition.of(with(onward(order, state), fresh))
                : refused(order, fresh, state, Reason.DECISION_OUTDATED, fault);
    }

    private static final String TOO_OLD = "The decision is more than 15 minutes old. Review it and decide again.";
    private static final String NOT_COUNTED = "The machines could not be counted within 15 minutes. Count them again.";
    private static final String NO_EFFECT =
            "GravityZone accepted the call, but the company did not change. Check it in GravityZone.";

    private static final String ANOTHER_NAME = "The company has another name now. Review it and decide again.";
    private static final String OWN_COMPANY = "It is your own company.";
    private static final String ANOTHER_SITE = "Another site is linked to the company now. Unlink it first.";

    private static @Nullable String notToBeRenamed(
            CompanyOrder order, SeenCompany company, LinkState state, OutcomeContext context) {
        if (!sameName(company.name(), order.companyName())) {
            return ANOTHER_NAME;
        }
        if (!Boolean.TRUE.equals(company.customer())) {
            return "It is not a customer company. Companion renames only customers.";
        }
        if (order.companyId().equals(context.rootCompanyId())) {
            return OWN_COMPANY;
        }
        return context.claims().usedByAnother(order.companyId(), state.key()) ? ANOTHER_SITE : null;
    }

    /** Compares exactly, but for the blanks at the ends. */
    private static boolean sameName(String one, @Nullable String other) {
        return other != null && new CompanyName(one).equals(new CompanyName(other));
    }

    private static @Nullable String notToBeDeleted(
            CompanyOrder order, SeenCompany company, LinkState state, OutcomeContext context) {
        if (!sameName(company.name(), order.companyName())) {
            return ANOTHER_NAME;
        }
        if (!Boolean.TRUE.equals(company.customer())) {
            return "It is not a customer company. Companion deletes only customers.";
        }
        var uncountable = notToBeCounted(company);
        if (uncountable != null) {
            return uncountable;
        }
        if (order.companyId().equals(context.rootCompanyId())) {
            return OWN_COMPANY;
        }
        return context.claims().usedByAnother(order.companyId(), state.key()) ? ANOTHER_SITE : null;
    }

    /** The vendor counts no machines in a company that its partner does not manage, however many there are. */
    private static @Nullable String notToBeCounted(SeenCompany company) {
        return Boolean.FALSE.equals(company.managedByPartner())
                ? "The company does not allow its partner to manage it, so its machines cannot be counted. Allow that in"
                        + " GravityZone and try again."
                : null;
    }

    private static boolean carriedOut(CompanyOrder order, SeenCompany company) {
        return switch (order.action()) {
            case SUSPEND -> Boolean.TRUE.equals(company.suspended());
            case ACTIVATE -> Boolean.FALSE.equals(company.suspended());
            case MOVE -> order.parentId() != null && order.parentId().equals(company.parentId());
            case RENAME -> sameName(company.name(), order.newName());
            case DELETE, COUNT -> false;
            case UNKNOWN -> throw new IllegalStateException(UNKNOWN_ACTION);
        };
    }

    /** A company no longer reachable looks like a deleted one: only after our own call is it known to be deleted. */
    private static OutcomeTransition missing(
            CompanyOrder order, OrderProgress progress, LinkState state, boolean certain) {
        if (order.deletes() && progress.sends() > 0) {
            return done(order, progress, state, null);
        }
        return certain
                ? refused(
                        order,
                        progress,
                        state,
                        Reason.COMPANY_MISSING,
                        "The company no longer exists in GravityZone. Nothing was changed.")
                : refused(
                        order,
                        progress,
                        state,
                        Reason.COMPANY_UNREACHABLE,
                        "The company no longer exists, or the key cannot see it. Nothing was changed.");
    }

    static OutcomeTransition counted(
            CompanyOrder order, OrderProgress progress, LinkState state, InFlight call, Outcome outcome, Rules rules) {
        var machines = outcome.endpoints();
        if (outcome.notFound()) {
            return OutcomeTransition.of(with(state, progress.unseen()));
        }
        if (!outcome.applied() || machines == null) {
            return OutcomeTransition.of(BackoffRules.afterFailure(state, call, outcome, ASPECT, rules));
        }
        var counted = progress.counted(machines, outcome.answeredAt());
        if (order.counts()) {
            return OutcomeTransition.of(with(onward(order, state), counted.done()));
        }
        var agreed = order.endpoints() == null ? 0 : order.endpoints();
        return machines > agreed
                ? refused(
                        order,
                        counted,
                        state,
                        Reason.DECISION_OUTDATED,
                        "The company has %s now; you saw %,d. It was not deleted. Review it and decide again."
                                .formatted(withAnAgent(machines), agreed))
                : OutcomeTransition.of(with(state.withoutBackoff(), counted));
    }

    /** The call that carries out the order has ended; only a lookup says whether it took effect. */
    static OutcomeTransition sent(
            CompanyOrder order, OrderProgress progress, LinkState state, InFlight call, Outcome outcome, Rules rules) {
        if (outcome.applied()) {
            return OutcomeTransition.of(with(state.withoutBackoff(), progress.sent(null)));
        }
        if (outcome.verdict() == Verdict.UNKNOWN_EFFECT) {
            return OutcomeTransition.of(sendUnknown(progress, state, outcome.answeredAt(), rules));
        }
        if (outcome.notFound()) {
            return OutcomeTransition.of(with(state, progress.unseen()));
        }
        if (outcome.reason() == Outcome.Reason.NAME_TAKEN && order.newName() != null) {
            var words = "GravityZone refuses the name %s: another company has it. Give another name."
                    .formatted(order.newName());
            return refused(order, progress, state, Reason.REFUSED_BY_VENDOR, words);
        }
        if (outcome.reason() == Outcome.Reason.INVALID || outcome.reason() == Outcome.Reason.NOT_OFFERED) {
            var words = "GravityZone refused the change"
                    + (outcome.message() == null ? "." : ": %s.".formatted(outcome.message()));
            return refused(order, progress, state, Reason.REFUSED_BY_VENDOR, words);
        }
        return OutcomeTransition.of(
                BackoffRules.afterFailure(with(state, progress.unseen()), call, outcome, ASPECT, rules));
    }

    /** The outcome of the call is unknown, and it may still take effect for a while. */
    static LinkState sendUnknown(OrderProgress progress, LinkState state, Instant now, Rules rules) {
        return with(state, progress.sent(now.plus(rules.unknownGrace())));
    }

    private static OutcomeTransition done(
            CompanyOrder order, OrderProgress progress, LinkState state, @Nullable String detail) {
        var carried = with(state.withoutBackoff(), progress.done());
        var company = state.company();
        if (order.deletes()) {
            // What may have been created in the company was deleted with it.
            carried = carried.change(c -> c.unknownOutcomes = c.unknownOutcomes.stream()
                    .filter(unknown -> !unknown.isOfPackageIn(order.companyId()))
                    .toList());
        }
        var settled = company == null ? carried : carried.change(c -> c.company = after(order, progress, company));
        return OutcomeTransition.of(
                settled, ProvisioningEvent.ofCompany(eventOf(order.action()), order.companyId(), detail));
    }

    /**
     * Returns the company in use after an order was carried out. If it may have become unusable, it is looked up again.
     */
    private static LinkedCompany after(CompanyOrder order, OrderProgress progress, LinkedCompany company) {
        return switch (order.action()) {
            case SUSPEND, ACTIVATE ->
                new LinkedCompany(company.id(), company.name(), company.provenance(), true, false);
            case RENAME ->
                progress.seen() != null && progress.seen().id().equals(company.id())
                        ? new LinkedCompany(
                                company.id(),
                                progress.seen().name(),
                                company.provenance(),
                                company.unsure(),
                                company.fresh())
                        : company;
            case MOVE, DELETE, COUNT -> company;
            case UNKNOWN -> throw new IllegalStateException(UNKNOWN_ACTION);
        };
    }

    private static String withAnAgent(long machines) {
        return machines == 1 ? "1 machine with an agent" : "%,d machines with an agent".formatted(machines);
    }

    private static OutcomeTransition refused(
            CompanyOrder order, OrderProgress progress, LinkState state, Reason why, String words) {
        var refused = with(onward(order, state), progress.refused(why, words));
        return order.counts()
                ? OutcomeTransition.of(refused)
                : OutcomeTransition.of(
                        refused,
                        ProvisioningEvent.ofCompany(ProvisioningEvent.Type.ORDER_REFUSED, order.companyId(), words));
    }

    /** The order goes on. What the link itself waits for is not over because its machines were counted. */
    private static LinkState onward(CompanyOrder order, LinkState state) {
        var backoff = state.backoff();
        return order.counts() && backoff != null && backoff.aspect() != ASPECT ? state : state.withoutBackoff();
    }

    private static LinkState with(LinkState state, OrderProgress progress) {
        return state.change(c -> c.order = progress);
    }

    private static ProvisioningEvent.Type eventOf(CompanyAction action) {
        return switch (action) {
            case SUSPEND -> ProvisioningEvent.Type.COMPANY_SUSPENDED;
            case ACTIVATE -> ProvisioningEvent.Type.COMPANY_ACTIVATED;
            case MOVE -> ProvisioningEvent.Type.COMPANY_MOVED;
            case DELETE -> ProvisioningEvent.Type.COMPANY_DELETED;
            case RENAME -> ProvisioningEvent.Type.COMPANY_RENAMED;
            case COUNT -> throw new IllegalStateException("order to count: no event (expected: nothing is recorded)");
            case UNKNOWN -> throw new IllegalStateException(UNKNOWN_ACTION);
        };
    }
}
