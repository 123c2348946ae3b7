package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.LinkWork.CompanyUse;
import dev.companion.provisioner.domain.Outcome.SeenCompany;
import dev.companion.provisioner.domain.Outcome.Verdict;
import dev.companion.provisioner.domain.Plan.Take;
import dev.companion.provisioner.domain.Plan.Wait;
import dev.companion.provisioner.domain.Progress.Setting;
import dev.companion.provisioner.domain.Report.Aspect;
import dev.companion.provisioner.domain.Report.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an order about a company is carried out: looked at afresh, counted where it is to be deleted, sent, and looked at
 * again. It is refused, never bent, once the facts are not those that the person decided on.
 */
final class CompanyOrders {

    private static final Aspect ASPECT = Aspect.COMPANY_ORDER;
    private static final int DEPTH = 6;

    private CompanyOrders() {}

    /** The next step of an order that is open. */
    static Plan next(CompanyOrder order, LinkWork work, Instant now, Rules rules) {
        var state = work.order();
        // One that has become too old is looked at once more, which says so.
        if (state == null || !state.looked(now, rules.precheckMaxAge()) || order.outdated(now)) {
            return new Take(new Step.FindCompanyById(order.companyId(), order.parentId()), DEPTH);
        }
        if (state.notBefore() != null && state.notBefore().isAfter(now)) {
            return new Wait(state.notBefore());
        }
        if (order.deletes() && !state.counted(now, rules.precheckMaxAge())) {
            return new Take(new Step.CountEndpoints(order.companyId()), DEPTH);
        }
        return new Take(
                new Step.ChangeCompany(order.action(), order.companyId(), order.parentId(), order.newName()), DEPTH);
    }

    /** What the company of an open order looks like now. */
    static Progress looked(
            CompanyOrder order, OrderWork state, LinkWork work, InFlight call, Outcome outcome, Setting setting) {
        var at = outcome.answeredAt();
        var seen = outcome.companies().stream()
                .filter(company -> company.id().equals(order.companyId()))
                .findFirst();
        if (seen.isEmpty()) {
            return outcome.applied() || outcome.notFound()
                    ? missing(order, state, work, outcome.gone())
                    : Progress.of(Progress.refused(work, call, outcome, ASPECT, setting.rules()));
        }
        var company = seen.get();
        var fresh = state.seen(company, at);
        if (carriedOut(order, company)) {
            return done(order, fresh, work, state.sends() == 0 ? "It was so already." : null);
        }
        if (order.outdated(at)) {
            return refused(order, fresh, work, Reason.DECISION_OUTDATED, TOO_OLD);
        }
        if (state.sends() >= Rules.ORDER_SENDS_MAX) {
            return refused(order, fresh, work, Reason.REFUSED_BY_VENDOR, IN_VAIN);
        }
        var fault =
                switch (order.action()) {
                    case DELETE -> notToBeDeleted(order, company, work, setting);
                    case RENAME -> notToBeRenamed(order, company, work, setting);
                    case SUSPEND, ACTIVATE, MOVE -> null;
                };
        return fault == null
                ? Progress.of(with(Progress.onward(work), fresh))
                : refused(order, fresh, work, Reason.DECISION_OUTDATED, fault);
    }

    private static final String TOO_OLD =
            "It was decided more than a quarter of an hour ago. Look again and decide anew.";
    private static final String IN_VAIN = "GravityZone took the call and the company stays as it was. Look there.";

    private static final String ANOTHER_NAME = "The company has another name by now. Look again and decide anew.";
    private static final String OWN_COMPANY = "It is your own company.";
    private static final String ANOTHER_SITE = "Another site is linked to the company by now. Unlink it first.";

    private static @Nullable String notToBeRenamed(
            CompanyOrder order, SeenCompany company, LinkWork work, Setting setting) {
        if (!sameName(company.name(), order.companyName())) {
            return ANOTHER_NAME;
        }
        if (!Boolean.TRUE.equals(company.customer())) {
            return "It is not a customer company. Companion renames only customers.";
        }
        if (order.companyId().equals(setting.rootCompanyId())) {
            return OWN_COMPANY;
        }
        return setting.claims().usedByAnother(order.companyId(), work.key()) ? ANOTHER_SITE : null;
    }

    /** Blanks around it are nothing that anybody decides about. */
    private static boolean sameName(String one, @Nullable String other) {
        return other != null && one.strip().equals(other.strip());
    }

    private static @Nullable String notToBeDeleted(
            CompanyOrder order, SeenCompany company, LinkWork work, Setting setting) {
        if (!sameName(company.name(), order.companyName())) {
            return ANOTHER_NAME;
        }
        if (!Boolean.TRUE.equals(company.customer())) {
            return "It is not a customer company. Companion deletes only customers.";
        }
        // The vendor counts none in it, however many there are.
        if (Boolean.FALSE.equals(company.managedByPartner())) {
            return "The company does not let its partner manage it, so its machines cannot be counted.";
        }
        if (order.companyId().equals(setting.rootCompanyId())) {
            return OWN_COMPANY;
        }
        return setting.claims().usedByAnother(order.companyId(), work.key()) ? ANOTHER_SITE : null;
    }

    private static boolean carriedOut(CompanyOrder order, SeenCompany company) {
        return switch (order.action()) {
            case SUSPEND -> Boolean.TRUE.equals(company.suspended());
            case ACTIVATE -> Boolean.FALSE.equals(company.suspended());
            case MOVE -> order.parentId() != null && order.parentId().equals(company.parentId());
            case RENAME -> sameName(company.name(), order.newName());
            case DELETE -> false;
        };
    }

    /** A company out of sight looks like a deleted one: only after our own call is it known to be deleted. */
    private static Progress missing(CompanyOrder order, OrderWork state, LinkWork work, boolean certain) {
        if (order.deletes() && state.sends() > 0) {
            return done(order, state, work, null);
        }
        return certain
                ? refused(
                        order,
                        state,
                        work,
                        Reason.COMPANY_MISSING,
                        "The company no longer exists in GravityZone. Nothing was done to it.")
                : refused(
                        order,
                        state,
                        work,
                        Reason.COMPANY_UNREACHABLE,
                        "The company no longer exists, or the key cannot see it. Nothing was done to it.");
    }

    static Progress counted(
            CompanyOrder order, OrderWork state, LinkWork work, InFlight call, Outcome outcome, Rules rules) {
        var machines = outcome.endpoints();
        if (outcome.notFound()) {
            return Progress.of(with(work, state.unseen()));
        }
        if (!outcome.applied() || machines == null) {
            return Progress.of(Progress.refused(work, call, outcome, ASPECT, rules));
        }
        var counted = state.counted(machines, outcome.answeredAt());
        var agreed = order.endpoints() == null ? 0 : order.endpoints();
        return machines > agreed
                ? refused(
                        order,
                        counted,
                        work,
                        Reason.DECISION_OUTDATED,
                        "The company has %d machines with an agent, and the decision was made for %d. Look again and decide anew."
                                .formatted(machines, agreed))
                : Progress.of(with(Progress.onward(work), counted));
    }

    /** The call that was to carry it out has ended; only a look says whether it did. */
    static Progress sent(
            CompanyOrder order, OrderWork state, LinkWork work, InFlight call, Outcome outcome, Rules rules) {
        if (outcome.applied()) {
            return Progress.of(with(Progress.onward(work), state.sent(null)));
        }
        if (outcome.verdict() == Verdict.UNKNOWN_EFFECT) {
            return Progress.of(inDoubt(state, work, outcome.answeredAt(), rules));
        }
        if (outcome.notFound()) {
            return Progress.of(with(work, state.unseen()));
        }
        if (outcome.reason() == Outcome.Reason.NAME_TAKEN && order.newName() != null) {
            var words = "GravityZone refuses the name %s: another company has it. Give another one."
                    .formatted(order.newName());
            return refused(order, state, work, Reason.REFUSED_BY_VENDOR, words);
        }
        if (outcome.reason() == Outcome.Reason.INVALID || outcome.reason() == Outcome.Reason.NOT_OFFERED) {
            var words =
                    "GravityZone refuses it" + (outcome.message() == null ? "." : ": %s.".formatted(outcome.message()));
            return refused(order, state, work, Reason.REFUSED_BY_VENDOR, words);
        }
        return Progress.of(Progress.refused(with(work, state.unseen()), call, outcome, ASPECT, rules));
    }

    /** Nobody can say whether the call took effect, and it may do so for a while yet. */
    static LinkWork inDoubt(OrderWork state, LinkWork work, Instant now, Rules rules) {
        return with(work, state.sent(now.plus(rules.unknownGrace())));
    }

    private static Progress done(CompanyOrder order, OrderWork state, LinkWork work, @Nullable String detail) {
        var carried = with(Progress.onward(work), state.done());
        var company = work.company();
        if (order.deletes()) {
            // What may have been made in it went with it.
            carried = carried.change(c -> c.doubts = c.doubts.stream()
                    .filter(doubt -> !doubt.concernsPackageIn(order.companyId()))
                    .toList());
        }
        var settled = company == null ? carried : carried.change(c -> c.company = after(order, state, company));
        return Progress.of(settled, Fact.ofCompany(order.action().done(), order.companyId(), detail));
    }

    /** The company in use once an order is carried out: where it may have ceased to be usable, the link looks again. */
    private static CompanyUse after(CompanyOrder order, OrderWork state, CompanyUse company) {
        return switch (order.action()) {
            case SUSPEND, ACTIVATE -> new CompanyUse(company.id(), company.name(), company.provenance(), true, false);
            case RENAME ->
                state.seen() != null && state.seen().id().equals(company.id())
                        ? new CompanyUse(
                                company.id(),
                                state.seen().name(),
                                company.provenance(),
                                company.unsure(),
                                company.fresh())
                        : company;
            case MOVE, DELETE -> company;
        };
    }

    private static Progress refused(CompanyOrder order, OrderWork state, LinkWork work, Reason why, String words) {
        return Progress.of(
                with(Progress.onward(work), state.refused(why, words)),
                Fact.ofCompany(Fact.Type.ORDER_REFUSED, order.companyId(), words));
    }

    private static LinkWork with(LinkWork work, OrderWork state) {
        return work.change(c -> c.order = state);
    }
}
