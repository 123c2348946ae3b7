package dev.companion.provisioner.domain.plan;

import dev.companion.provisioner.domain.plan.Plan.Rest;
import dev.companion.provisioner.domain.plan.Plan.Take;
import dev.companion.provisioner.domain.plan.Plan.Wait;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.tenant.TenantSettings;
import dev.companion.provisioner.domain.work.Backoff;
import dev.companion.provisioner.domain.work.LinkSpec;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkState.Kit;
import dev.companion.provisioner.domain.work.LinkState.Variable;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import dev.companion.provisioner.domain.work.LinkedCompany;
import dev.companion.provisioner.domain.work.LinkedPackage;
import dev.companion.provisioner.domain.work.LinkedPackage.Content;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.provisioner.domain.work.UnknownOutcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The single next step of a link, from all that is wanted and known of it and never from what merely woke it.
 *
 * <p>A link that is to be present goes: company found or created, package found or created, package link read until
 * there is one, site variable read, written where it differs, and read back. Each creation needs a fresh proof that the
 * thing is not there, and none is tried while an earlier try of it is in doubt. A link that is to be absent goes:
 * variable read, deleted, read back; package deleted where that is wished; company deleted where a person decided that;
 * then what is in doubt is looked for, so that nothing made is lost from sight.
 */
public final class ProvisioningPlanner {

    /** Re-reading what is ready never keeps others waiting. */
    static final int DEPTH_VERIFY = 0;

    public static final int DEPTH_FIND_COMPANY = 1;
    private static final int DEPTH_CREATE_COMPANY = 2;
    private static final int DEPTH_PACKAGE = 3;
    private static final int DEPTH_KIT = 4;
    private static final int DEPTH_VARIABLE = 5;
    private static final int DEPTH_DOUBT = 6;

    private static final Rest REST = new Rest();

    private final Rules rules;

    public ProvisioningPlanner(Rules rules) {
        this.rules = rules;
    }

    /** @param tenant null while nothing is known of the tenant */
    public Plan next(LinkState state, @Nullable TenantSettings tenant, Instant now) {
        if (state.inFlight() != null) {
            return new Wait(state.inFlight().deadline().plus(rules.deadlineGrace()));
        }
        if (state.removed()) {
            return REST;
        }
        if (tenant == null || tenant.paused()) {
            return REST;
        }
        return withDoubts(state, ownStep(state, tenant, now), now);
    }

    private Plan ownStep(LinkState state, TenantSettings tenant, Instant now) {
        var backoff = state.backoff();
        var order = state.spec().order();
        if (order != null && state.orderOpen() && !order.deletes()) {
            // What a person decided does not wait for what else stands still.
            return backoff != null && backoff.aspect() == Aspect.COMPANY_ORDER && !backoff.over(now)
                    ? resting(backoff)
                    : CompanyOrderPlanner.next(order, state, now, rules);
        }
        if (backoff != null && !backoff.over(now) && !(backoff.reason() == Reason.DRIFTED && !tenant.watching())) {
            return resting(backoff);
        }
        if (!state.spec().present()) {
            return absent(state, now);
        }
        var plan = present(state, tenant, now);
        // What somebody changed behind a ready link is looked at again and again, and left alone where that is wished.
        return plan instanceof Take(var step, var _) && step.kind().effect() && tenant.watching() && state.wasReady()
                ? new Take(step.probe(), DEPTH_VERIFY)
                : plan;
    }

    private static Plan resting(Backoff backoff) {
        return backoff.until() == null ? REST : new Wait(backoff.until());
    }

    /** What is in doubt is looked for whenever the link's own step depends on it or has nothing to do. */
    private Plan withDoubts(LinkState state, Plan own, Instant now) {
        if (own instanceof Take take && !state.blockedBy(take.step())) {
            return own;
        }
        var next = state.unknownOutcomes().stream()
                .filter(UnknownOutcome::open)
                .min(Comparator.comparing(UnknownOutcome::nextFindAt));
        if (next.isEmpty()) {
            return own;
        }
        var at = next.get().nextFindAt();
        if (!at.isAfter(now)) {
            return new Take(findFor(next.get(), state), DEPTH_DOUBT);
        }
        return own instanceof Wait(var until) && until.isBefore(at) ? own : new Wait(at);
    }

    private static Step findFor(UnknownOutcome unknown, LinkState state) {
        return unknown.kind() == StepKind.CREATE_COMPANY
                ? new Step.FindCompanyByName(target(unknown.companyName()))
                : new Step.FindPackage(target(unknown.companyId()), state.spec().packageName());
    }

    private static String target(@Nullable String target) {
        if (target == null) {
            throw new IllegalStateException("doubt without a target (expected: a company's name or id)");
        }
        return target;
    }

    private Plan present(LinkState state, TenantSettings tenant, Instant now) {
        var company = state.company();
        if (company == null) {
            return toCompany(state, tenant, now);
        }
        if (company.unsure()) {
            return new Take(new Step.FindCompanyById(company.id()), DEPTH_FIND_COMPANY);
        }
        var pkg = state.pkg();
        if (licenceDue(state, company, pkg, now)) {
            return new Take(new Step.ReadLicence(company.id()), DEPTH_PACKAGE);
        }
        if (pkg == null || pkg.unsure()) {
            return toPackage(state, company, pkg, now);
        }
        switch (pkg.content()) {
            case UNREAD, IN_DOUBT -> {
                return new Take(new Step.ReadPackage(company.id(), pkg.id(), state.content()), DEPTH_PACKAGE);
            }
            case OTHER -> {
                return new Take(
                        new Step.UpdatePackage(company.id(), pkg.id(), pkg.name(), state.content()), DEPTH_PACKAGE);
            }
            case AS_WANTED -> {}
        }
        var kit = state.kit();
        var link = kit == null ? null : kit.usableLink();
        if (kit == null || link == null) {
            return toKit(company, pkg, kit, now);
        }
        var variable = state.variable();
        if (variable == null) {
            return new Take(new Step.ReadVariable(), DEPTH_VARIABLE);
        }
        if (!variable.holdsExactly(link)) {
            return new Take(towards(link, variable, state.writes()), DEPTH_VARIABLE);
        }
        return verify(state, company, pkg, kit, variable, now);
    }

    private Plan toCompany(LinkState state, TenantSettings tenant, Instant now) {
        var spec = state.spec();
        if (spec.companyId() != null) {
            return new Take(new Step.FindCompanyById(spec.companyId()), DEPTH_FIND_COMPANY);
        }
        var name = spec.companyName();
        if (name == null || tenant.rootCompanyId() == null) {
            return REST;
        }
        var taken = state.nameTaken();
        if (taken != null && LinkSpec.sameCompanyName(taken.name(), name)) {
            return taken.nextFindAt().isAfter(now)
                    ? new Wait(taken.nextFindAt())
                    : new Take(new Step.FindCompanyByName(name), DEPTH_CREATE_COMPANY);
        }
        return state.provedAbsent(StepKind.CREATE_COMPANY, name, now, rules)
                ? new Take(new Step.CreateCompany(name, tenant.rootCompanyId()), DEPTH_CREATE_COMPANY)
                : new Take(new Step.FindCompanyByName(name), DEPTH_FIND_COMPANY);
    }

    /** Whether add-ons are wanted in a package that is to be made, read or changed, and nobody looked whether they may. */
    private boolean licenceDue(LinkState state, LinkedCompany company, @Nullable LinkedPackage pkg, Instant now) {
        if (pkg != null && pkg.content() == Content.AS_WANTED) {
            return false;
        }
        if (state.spec().profile().addOns().isEmpty()) {
            return false;
        }
        var licence = state.licence();
        return licence == null
                || !licence.companyId().equals(company.id())
                || now.isAfter(licence.readAt().plus(rules.recheckEvery()));
    }

    private Plan toPackage(LinkState state, LinkedCompany company, @Nullable LinkedPackage pkg, Instant now) {
        var spec = state.spec();
        // A company that this very link has just created cannot have a package of ours yet.
        var certain = company.fresh() || state.provedAbsent(StepKind.CREATE_PACKAGE, company.id(), now, rules);
        return pkg == null && certain
                ? new Take(new Step.CreatePackage(company.id(), spec.packageName(), state.content()), DEPTH_PACKAGE)
                : new Take(new Step.FindPackage(company.id(), spec.packageName()), DEPTH_PACKAGE);
    }

    private Plan toKit(LinkedCompany company, LinkedPackage pkg, @Nullable Kit kit, Instant now) {
        if (kit != null) {
            var next = kit.readAt().plus(rules.kitPause(kit.polls() - 1));
            if (next.isAfter(now)) {
                return new Wait(next);
            }
        }
        return new Take(new Step.ReadPackageLink(company.id(), pkg.name()), DEPTH_KIT);
    }

    /** One variable with exactly the link: doubles go first, and one that does not take a new value is made anew. */
    private static Step towards(String link, Variable variable, int writes) {
        var seen = variable.seen();
        if (seen.isEmpty()) {
            return new Step.WriteVariable(null, link);
        }
        var last = seen.stream().mapToLong(Outcome.SeenVariable::id).max().getAsLong();
        var writtenInVain = writes % 2 == 1;
        return seen.size() > 1 || writtenInVain ? new Step.DeleteVariable(last) : new Step.WriteVariable(last, link);
    }

    private Plan verify(
            LinkState state, LinkedCompany company, LinkedPackage pkg, Kit kit, Variable variable, Instant now) {
        if (pkg.settlesAt() != null && !pkg.settlesAt().isAfter(now)) {
            return new Take(new Step.ReadPackage(company.id(), pkg.id(), state.content()), DEPTH_VERIFY);
        }
        // An add-on that was left out is put in once the licence covers it.
        var licence = pkg.unlicensed().isEmpty() ? null : state.licence();
        var licenceDue = licence == null ? null : licence.readAt().plus(rules.recheckEvery());
        if (licenceDue != null && !licenceDue.isAfter(now)) {
            return new Take(new Step.ReadLicence(company.id()), DEPTH_VERIFY);
        }
        var kitDue = kit.readAt().plus(rules.verifyEvery());
        if (!kitDue.isAfter(now)) {
            return new Take(new Step.ReadPackageLink(company.id(), pkg.name()), DEPTH_VERIFY);
        }
        var unsettled = state.settledReading(variable) ? null : state.unsettledUntil();
        var variableDue = unsettled == null ? variable.readAt().plus(rules.verifyEvery()) : unsettled;
        if (!variableDue.isAfter(now)) {
            return new Take(new Step.ReadVariable(), DEPTH_VERIFY);
        }
        var due = kitDue.isBefore(variableDue) ? kitDue : variableDue;
        return new Wait(Stream.of(due, licenceDue, pkg.settlesAt())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(due));
    }

    /** The variable goes first, so that nothing is installed any more; then the package, then the company. */
    private Plan absent(LinkState state, Instant now) {
        if (state.untouched() && !state.orderOpen()) {
            return REST;
        }
        var variable = state.variable();
        if (variable == null) {
            return new Take(new Step.ReadVariable(), DEPTH_VARIABLE);
        }
        if (!variable.seen().isEmpty()) {
            return new Take(new Step.DeleteVariable(variable.seen().getFirst().id()), DEPTH_VARIABLE);
        }
        var unsettled = variable.siteMissing() || state.settledReading(variable) ? null : state.unsettledUntil();
        if (unsettled != null) {
            return unsettled.isAfter(now) ? new Wait(unsettled) : new Take(new Step.ReadVariable(), DEPTH_VARIABLE);
        }
        var company = state.company();
        var pkg = state.pkg();
        if (state.spec().deletePackage() && company != null && pkg != null) {
            return pkg.unsure()
                    ? new Take(new Step.FindPackage(company.id(), pkg.name()), DEPTH_PACKAGE)
                    : new Take(new Step.DeletePackage(company.id(), pkg.id(), pkg.name()), DEPTH_PACKAGE);
        }
        var order = state.spec().order();
        return order != null && state.orderOpen() ? CompanyOrderPlanner.next(order, state, now, rules) : REST;
    }
}
