package dev.companion.provisioner.domain.plan;

import dev.companion.provisioner.domain.plan.Plan.Rest;
import dev.companion.provisioner.domain.plan.Plan.Take;
import dev.companion.provisioner.domain.plan.Plan.Wait;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
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
import dev.companion.provisioner.domain.work.ReadBack;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.provisioner.domain.work.UnknownOutcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plans the single next step of a link from its whole spec and state, never from the input that triggered the planning.
 *
 * <p>A linked site goes through: company found or created, package found or created, package link read until there is
 * one, site variable read, written if it differs, and read back. Each creation needs a fresh proof that the thing does
 * not exist, and none is tried while an earlier try has an unknown outcome. An unlinked site goes through: variable
 * read, deleted, read back; package deleted if the spec says so; company deleted if a person decided it; then
 * everything with an unknown outcome is looked for, so that nothing we created is lost from sight.
 */
public final class ProvisioningPlanner {

    private static final Rest REST = new Rest();

    private final Rules rules;

    public ProvisioningPlanner(Rules rules) {
        this.rules = rules;
    }

    /**
     * @param tenant null while the tenant is not known
     * @param checkSince since when a person waits for a check of every ready link; null if no person ever asked for one
     */
    public Plan next(LinkState state, @Nullable TenantSettings tenant, @Nullable Instant checkSince, Instant now) {
        if (state.inFlight() != null) {
            return new Wait(state.inFlight().deadline().plus(rules.deadlineGrace()));
        }
        if (state.removed()) {
            return REST;
        }
        if (tenant == null || tenant.paused()) {
            return REST;
        }
        return withUnknownOutcomes(state, ownStep(state, tenant, checkSince, now), now);
    }

    private Plan ownStep(LinkState state, TenantSettings tenant, @Nullable Instant checkSince, Instant now) {
        var backoff = state.backoff();
        var order = state.spec().order();
        if (order != null && state.orderOpen() && !order.deletes()) {
            // A person's order does not wait for the link's backoff.
            return backoff != null && backoff.aspect() == Aspect.COMPANY_ORDER && !backoff.over(now)
                    ? resting(backoff)
                    : CompanyOrderPlanner.next(order, state, now, rules);
        }
        if (backoff != null && !backoff.over(now) && !(backoff.reason() == Reason.DRIFTED && tenant.healing())) {
            return resting(backoff);
        }
        if (!state.spec().present()) {
            return absent(state, now);
        }
        var plan = present(state, tenant, checkSince, now);
        // With self-healing off, what was changed behind a ready link is read again and again, and never written.
        return plan instanceof Take(var step, var _) && step.kind().effect() && !tenant.healing() && state.wasReady()
                ? new Take(step.probe(), Plan.DEPTH_VERIFY)
                : plan;
    }

    private static Plan resting(Backoff backoff) {
        return backoff.until() == null ? REST : new Wait(backoff.until());
    }

    /** Finds what has an unknown outcome if the link's own step depends on it or the link has nothing else to do. */
    private Plan withUnknownOutcomes(LinkState state, Plan own, Instant now) {
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
            return new Take(findFor(next.get(), state), Plan.DEPTH_UNKNOWN_OUTCOME);
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
            throw new IllegalStateException("unknown outcome without a target (expected: a company's name or id)");
        }
        return target;
    }

    private Plan present(LinkState state, TenantSettings tenant, @Nullable Instant checkSince, Instant now) {
        var company = state.company();
        if (company == null) {
            return toCompany(state, tenant, now);
        }
        if (company.unsure()) {
            return new Take(new Step.FindCompanyById(company.id()), Plan.DEPTH_FIND_COMPANY);
        }
        var pkg = state.pkg();
        if (licenceDue(state, company, pkg, now)) {
            return new Take(new Step.ReadLicence(company.id()), Plan.DEPTH_PACKAGE);
        }
        if (pkg == null || pkg.unsure()) {
            return toPackage(state, company, pkg, now);
        }
        switch (pkg.content()) {
            case UNREAD, CHANGE_UNKNOWN, UNLISTED -> {
                return new Take(new Step.ReadPackage(company.id(), pkg.id(), state.content()), Plan.DEPTH_PACKAGE);
            }
            case OTHER -> {
                return new Take(
                        new Step.UpdatePackage(company.id(), pkg.id(), pkg.name(), state.content()),
                        Plan.DEPTH_PACKAGE);
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
            return new Take(new Step.ReadVariable(), Plan.DEPTH_VARIABLE);
        }
        if (!variable.holdsExactly(link)) {
            return new Take(towards(link, variable, state.writes()), Plan.DEPTH_VARIABLE);
        }
        return verify(state, company, pkg, kit, variable, checkSince, now);
    }

    private Plan toCompany(LinkState state, TenantSettings tenant, Instant now) {
        var spec = state.spec();
        if (spec.companyId() != null) {
            return new Take(new Step.FindCompanyById(spec.companyId()), Plan.DEPTH_FIND_COMPANY);
        }
        var name = spec.companyName();
        if (name == null || tenant.rootCompanyId() == null) {
            return REST;
        }
        var taken = state.nameTaken();
        if (taken != null && LinkSpec.sameCompanyName(taken.name(), name)) {
            return taken.nextFindAt().isAfter(now)
                    ? new Wait(taken.nextFindAt())
                    : new Take(new Step.FindCompanyByName(name), Plan.DEPTH_CREATE_COMPANY);
        }
        return state.provedAbsent(StepKind.CREATE_COMPANY, name, now, rules)
                ? new Take(new Step.CreateCompany(name, tenant.rootCompanyId()), Plan.DEPTH_CREATE_COMPANY)
                : new Take(new Step.FindCompanyByName(name), Plan.DEPTH_FIND_COMPANY);
    }

    /** Whether the package to create, read or change is to have add-ons and the licence was not read recently. */
    private boolean licenceDue(LinkState state, LinkedCompany company, @Nullable LinkedPackage pkg, Instant now) {
        if (pkg != null && (pkg.content() == Content.AS_WANTED || pkg.content() == Content.UNLISTED)) {
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
        if (pkg != null && pkg.content() == Content.UNLISTED) {
            return new Take(new Step.ReadPackage(company.id(), pkg.id(), state.content()), Plan.DEPTH_PACKAGE);
        }
        // A company that this link has just created cannot have a package of ours yet.
        var certain = company.fresh() || state.provedAbsent(StepKind.CREATE_PACKAGE, company.id(), now, rules);
        return pkg == null && certain
                ? new Take(
                        new Step.CreatePackage(company.id(), spec.packageName(), state.content()), Plan.DEPTH_PACKAGE)
                : new Take(new Step.FindPackage(company.id(), spec.packageName()), Plan.DEPTH_PACKAGE);
    }

    private Plan toKit(LinkedCompany company, LinkedPackage pkg, @Nullable Kit kit, Instant now) {
        if (kit != null) {
            var next = kit.readAt().plus(rules.kitPause(kit.polls() - 1));
            if (next.isAfter(now)) {
                return new Wait(next);
            }
        }
        return new Take(new Step.ReadPackageLink(company.id(), pkg.name()), Plan.DEPTH_KIT);
    }

    /**
     * Leads to one variable with exactly the link: deletes duplicates first, those with the link last, and recreates
     * one that does not take the value.
     */
    private static Step towards(String link, Variable variable, int writes) {
        var seen = variable.seen();
        if (seen.isEmpty()) {
            return new Step.WriteVariable(null, link);
        }
        var last = newest(seen.stream()
                        .filter(each -> seen.size() > 1 && !link.equals(each.value()))
                        .toList())
                .or(() -> newest(seen))
                .orElseThrow();
        var didNotTakeValue = writes % 2 == 1;
        return seen.size() > 1 || didNotTakeValue ? new Step.DeleteVariable(last) : new Step.WriteVariable(last, link);
    }

    private static Optional<Long> newest(List<SeenVariable> variables) {
        return variables.stream().map(SeenVariable::id).max(Comparator.naturalOrder());
    }

    private Plan verify(
            LinkState state,
            LinkedCompany company,
            LinkedPackage pkg,
            Kit kit,
            Variable variable,
            @Nullable Instant checkSince,
            Instant now) {
        if (pkg.settlesAt() != null && !pkg.settlesAt().isAfter(now)) {
            return new Take(new Step.ReadPackage(company.id(), pkg.id(), state.content()), Plan.DEPTH_VERIFY);
        }
        // An add-on that was left out is added once the licence covers it.
        var licence = pkg.unlicensed().isEmpty() ? null : state.licence();
        var licenceDue = licence == null ? null : licence.readAt().plus(rules.recheckEvery());
        if (licenceDue != null && !licenceDue.isAfter(now)) {
            return new Take(new Step.ReadLicence(company.id()), Plan.DEPTH_VERIFY);
        }
        var kitDue = ReadBack.due(kit.readAt(), kit.from(), checkSince, rules);
        if (!kitDue.isAfter(now)) {
            return new Take(new Step.ReadPackageLink(company.id(), pkg.name()), Plan.DEPTH_VERIFY);
        }
        var unsettled = state.settledReading(variable) ? null : state.unsettledUntil();
        var variableDue =
                unsettled == null ? ReadBack.due(variable.readAt(), variable.from(), checkSince, rules) : unsettled;
        if (!variableDue.isAfter(now)) {
            return new Take(new Step.ReadVariable(), Plan.DEPTH_VERIFY);
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
            return new Take(new Step.ReadVariable(), Plan.DEPTH_VARIABLE);
        }
        if (!variable.seen().isEmpty()) {
            return new Take(new Step.DeleteVariable(variable.seen().getFirst().id()), Plan.DEPTH_VARIABLE);
        }
        var unsettled = variable.siteMissing() || state.settledReading(variable) ? null : state.unsettledUntil();
        if (unsettled != null) {
            return unsettled.isAfter(now)
                    ? new Wait(unsettled)
                    : new Take(new Step.ReadVariable(), Plan.DEPTH_VARIABLE);
        }
        var company = state.company();
        var pkg = state.pkg();
        if (state.spec().deletePackage() && company != null && pkg != null) {
            return pkg.unsure()
                    ? new Take(new Step.FindPackage(company.id(), pkg.name()), Plan.DEPTH_PACKAGE)
                    : new Take(new Step.DeletePackage(company.id(), pkg.id(), pkg.name()), Plan.DEPTH_PACKAGE);
        }
        var order = state.spec().order();
        return order != null && state.orderOpen() ? CompanyOrderPlanner.next(order, state, now, rules) : REST;
    }
}
