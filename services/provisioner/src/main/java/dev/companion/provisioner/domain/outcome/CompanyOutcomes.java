package dev.companion.provisioner.domain.outcome;

import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.step.Outcome.Verdict;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.work.Backoff;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkState.AbsenceProof;
import dev.companion.provisioner.domain.work.LinkState.CreatedCompany;
import dev.companion.provisioner.domain.work.LinkState.NameTaken;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.LinkedCompany;
import dev.companion.provisioner.domain.work.LinkedCompany.Provenance;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.provisioner.domain.work.UnknownOutcome;
import org.jspecify.annotations.Nullable;

/** Applies the outcomes of finding and creating a company. */
final class CompanyOutcomes {

    private static final Aspect ASPECT = Aspect.COMPANY_READY;

    private CompanyOutcomes() {}

    static OutcomeTransition created(LinkState state, InFlight call, Outcome outcome, Rules rules) {
        var without = state.change(c -> c.absenceProof = null);
        if (outcome.applied() && outcome.createdId() != null) {
            return use(without.withoutBackoff(), outcome.createdId(), call.companyName(), call.generation());
        }
        if (outcome.verdict() != Verdict.NOT_APPLIED) {
            return OutcomeTransition.of(
                    without.withUnknownOutcome(UnknownOutcome.of(call, outcome.answeredAt(), rules)));
        }
        if (outcome.reason() == Outcome.Reason.NAME_TAKEN
                && state.spec().wantsNew(call.companyName())
                && call.companyName() != null) {
            var taken = new NameTaken(call.companyName(), null, outcome.answeredAt());
            return OutcomeTransition.of(without.change(c -> c.nameTaken = taken));
        }
        return OutcomeTransition.of(
                isObsolete(state, call) ? without : BackoffRules.afterFailure(without, call, outcome, ASPECT, rules));
    }

    /**
     * A call of this link created the company. The link uses it if it is still wanted; if not, it stays on record, so
     * that it is never lost from sight.
     */
    static OutcomeTransition use(LinkState state, String id, @Nullable String name, long generation) {
        var known = state.withCreatedCompany(new CreatedCompany(id, name, generation));
        if (name == null || state.company() != null || !wants(state, name)) {
            return OutcomeTransition.of(
                    known,
                    ProvisioningEvent.ofCompany(
                            ProvisioningEvent.Type.COMPANY_CREATED,
                            id,
                            "Created for an earlier setting of the link; not in use."));
        }
        var company = new LinkedCompany(id, name, Provenance.CREATED, false, true);
        return OutcomeTransition.of(
                taken(known, company), ProvisioningEvent.ofCompany(ProvisioningEvent.Type.COMPANY_CREATED, id, null));
    }

    /** Whether a company created under the name belongs to the link: an unlinked link keeps what was created for it. */
    private static boolean wants(LinkState state, String name) {
        return state.spec().wantsNew(name) || !state.spec().present();
    }

    static OutcomeTransition found(LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        return call.companyId() == null
                ? foundByName(state, call, outcome, context)
                : foundById(state, call.companyId(), call, outcome, context);
    }

    private static OutcomeTransition foundByName(
            LinkState state, InFlight call, Outcome outcome, OutcomeContext context) {
        var rules = context.rules();
        var name = call.companyName();
        if (name == null) {
            return OutcomeTransition.of(state);
        }
        var unknown = state.openUnknownOutcome(StepKind.CREATE_COMPANY, name);
        var at = outcome.answeredAt();
        if (!outcome.applied()) {
            var refused =
                    isObsolete(state, call) ? state : BackoffRules.afterFailure(state, call, outcome, ASPECT, rules);
            return OutcomeTransition.of(unknown.map(open -> refused.withUnknownOutcome(
                            open, now -> now.notAnswered(at, rules.failurePause(state.failures()))))
                    .orElse(refused));
        }
        var ours = Adoption.ours(name, outcome.companies(), state, context.rootCompanyId(), context.claims());
        if (ours.isPresent()) {
            return adopted(state, name, ours.get());
        }
        var others = outcome.companies().stream()
                .filter(company -> LinkSpec.sameCompanyName(company.name(), name))
                .toList();
        if (!others.isEmpty()) {
            // Names are unique, so if another link uses the name, ours cannot exist.
            var elsewhere = others.stream().anyMatch(c -> context.claims().usedByAnother(c.id(), state.key()));
            if (unknown.isPresent() && !elsewhere) {
                return OutcomeTransition.of(
                        state.withUnknownOutcome(unknown.get(), open -> open.seenUnproved(at, rules)));
            }
            var settled = unknown.map(open -> state.withUnknownOutcome(open, old -> old.settled(at)))
                    .orElse(state);
            return OutcomeTransition.of(existsHere(settled, name, outcome, rules));
        }
        if (!outcome.complete()) {
            var waiting =
                    isObsolete(state, call) ? state : BackoffRules.afterFailure(state, call, outcome, ASPECT, rules);
            return OutcomeTransition.of(unknown.map(open -> waiting.withUnknownOutcome(
                            open, now -> now.notAnswered(at, rules.failurePause(state.failures()))))
                    .orElse(waiting));
        }
        var looked = unknown.map(open -> state.withUnknownOutcome(open, now -> now.notSeen(call, at, rules)))
                .orElse(state);
        return OutcomeTransition.of(notSeen(looked, name, call, outcome, rules));
    }

    private static OutcomeTransition adopted(LinkState state, String name, SeenCompany seen) {
        var known = state.withCreatedCompany(
                        new CreatedCompany(seen.id(), seen.name(), state.spec().generation()))
                .change(c -> c.unknownOutcomes = c.unknownOutcomes.stream()
                        .filter(unknown -> !unknown.isOfCompanyNamed(name))
                        .toList());
        if (known.company() != null || !wants(known, name)) {
            return OutcomeTransition.of(
                    known,
                    ProvisioningEvent.ofCompany(
                            ProvisioningEvent.Type.COMPANY_ADOPTED,
                            seen.id(),
                            "Created for an earlier setting of the link; not in use."));
        }
        var company = new LinkedCompany(seen.id(), seen.name(), Provenance.ADOPTED, false, false);
        return OutcomeTransition.of(
                taken(known.withoutBackoff(), company),
                ProvisioningEvent.ofCompany(ProvisioningEvent.Type.COMPANY_ADOPTED, seen.id(), null));
    }

    private static LinkState existsHere(LinkState state, String name, Outcome outcome, Rules rules) {
        if (!state.spec().wantsNew(name) || state.company() != null) {
            return state;
        }
        var backoff = new Backoff(
                ASPECT,
                Reason.NAME_EXISTS_HERE,
                "A company of this name already exists here. Link the site to it, or give another name.",
                outcome.answeredAt().plus(rules.recheckEvery()));
        return state.change(c -> {
            c.backoff = backoff;
            c.nameTaken = null;
            c.absenceProof = null;
        });
    }

    /** A complete find did not see the name: a proof for a creation, or a step in investigating a refused name. */
    private static LinkState notSeen(LinkState state, String name, InFlight call, Outcome outcome, Rules rules) {
        if (!state.spec().wantsNew(name)) {
            return state;
        }
        var at = outcome.answeredAt();
        var taken = state.nameTaken();
        if (taken == null) {
            return state.withoutBackoff()
                    .change(c -> c.absenceProof =
                            new AbsenceProof(StepKind.CREATE_COMPANY, wanted(state), call.plannedAt(), at));
        }
        if (taken.absentSince() == null) {
            var again = at.plus(rules.nameTakenGrace());
            return state.change(c -> c.nameTaken = new NameTaken(name, at, again));
        }
        if (call.plannedAt().isBefore(taken.absentSince().plus(rules.nameTakenGrace()))) {
            return state;
        }
        var backoff = new Backoff(
                ASPECT,
                Reason.NAME_TAKEN_ELSEWHERE,
                "Another GravityZone tenant has a company of this name. Give another name.",
                null);
        return state.change(c -> {
            c.backoff = backoff;
            c.nameTaken = null;
        });
    }

    private static String wanted(LinkState state) {
        var name = state.spec().companyName();
        return name == null ? "" : name;
    }

    private static OutcomeTransition foundById(
            LinkState state, String id, InFlight call, Outcome outcome, OutcomeContext context) {
        var rules = context.rules();
        var known = state.company();
        var inUse = known != null && known.id().equals(id) ? known : null;
        if (inUse == null && !id.equals(state.spec().companyId())) {
            return OutcomeTransition.of(state);
        }
        var seen = outcome.companies().stream()
                .filter(company -> company.id().equals(id))
                .findFirst();
        if (seen.isEmpty()) {
            return noLongerReachable(outcome)
                    ? OutcomeTransition.of(missing(state, outcome, rules))
                    : OutcomeTransition.of(BackoffRules.afterFailure(state, call, outcome, ASPECT, rules));
        }
        var name = seen.get().name();
        var fault = Adoption.unusable(seen.get(), state.key(), context.claims());
        if (fault != null) {
            var backoff = new Backoff(
                    ASPECT,
                    Reason.COMPANY_NOT_USABLE,
                    fault,
                    outcome.answeredAt().plus(rules.recheckEvery()));
            return OutcomeTransition.of(state.change(c -> {
                c.backoff = backoff;
                c.company = inUse == null
                        ? c.company
                        : new LinkedCompany(id, name, inUse.provenance(), inUse.unsure(), false);
            }));
        }
        if (inUse != null) {
            var sure = new LinkedCompany(id, name, inUse.provenance(), false, false);
            return OutcomeTransition.of(state.withoutBackoff().change(c -> c.company = sure));
        }
        var chosen = new LinkedCompany(id, name, Provenance.CHOSEN, false, false);
        return OutcomeTransition.of(
                taken(state.withoutBackoff(), chosen),
                ProvisioningEvent.ofCompany(ProvisioningEvent.Type.COMPANY_CHOSEN, id, null));
    }

    /** Whether the lookup of one company by its id says that it does not exist or is not visible to us. */
    private static boolean noLongerReachable(Outcome outcome) {
        return outcome.applied()
                || outcome.notFound()
                || (outcome.verdict() == Verdict.NOT_APPLIED && outcome.reason() == Outcome.Reason.PERMISSION);
    }

    /**
     * A company moved out of our tree looks much like a deleted one, so it counts as deleted only if the vendor says
     * so.
     */
    private static LinkState missing(LinkState state, Outcome outcome, Rules rules) {
        var backoff = new Backoff(
                ASPECT,
                outcome.gone() ? Reason.COMPANY_MISSING : Reason.COMPANY_UNREACHABLE,
                outcome.gone() ? DELETED : UNREACHABLE,
                outcome.answeredAt().plus(rules.recheckEvery()));
        return state.change(c -> c.backoff = backoff);
    }

    private static final String DELETED =
            "The company no longer exists in GravityZone. Link the site to another company, or create a new one.";
    private static final String UNREACHABLE =
            "The company is no longer reachable: it was deleted, or moved where your key cannot see it. Until it is "
                    + "visible again, the link can be neither completed nor checked. Have it moved back, or link the "
                    + "site to another company.";

    /** The link uses the company from now on; what is known of packages belongs to another company. */
    private static LinkState taken(LinkState state, LinkedCompany company) {
        return state.change(c -> {
            c.company = company;
            c.pkg = null;
            c.kit = null;
            c.absenceProof = null;
            c.nameTaken = null;
            c.backoff = null;
        });
    }

    /** Whether the link does not want a company of the call's name any more. */
    private static boolean isObsolete(LinkState state, InFlight call) {
        return !state.spec().present()
                || state.company() != null
                || !state.spec().wantsNew(call.companyName());
    }
}
