package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.LinkWork.CompanyUse;
import dev.companion.provisioner.domain.LinkWork.Kit;
import dev.companion.provisioner.domain.LinkWork.PackageUse;
import dev.companion.provisioner.domain.LinkWork.Variable;
import dev.companion.provisioner.domain.Plan.Rest;
import dev.companion.provisioner.domain.Plan.Take;
import dev.companion.provisioner.domain.Plan.Wait;
import dev.companion.provisioner.domain.Report.Phase;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The single next step of a link, from all that is wanted and known of it and never from what merely woke it.
 *
 * <p>A link that is to be present goes: company found or created, package found or created, package link read until
 * there is one, site variable read, written where it differs, and read back. Each creation needs a fresh proof that the
 * thing is not there, and none is tried while an earlier try of it is in doubt. A link that is to be absent goes:
 * variable read, deleted, read back; then what is in doubt is looked for, so that nothing made is lost from sight.
 */
public final class ProvisioningPlanner {

    /** Re-reading what is ready never keeps others waiting. */
    static final int DEPTH_VERIFY = 0;

    private static final int DEPTH_FIND_COMPANY = 1;
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
    public Plan next(LinkWork work, @Nullable TenantFacts tenant, Instant now) {
        if (work.inFlight() != null) {
            return new Wait(work.inFlight().deadline().plus(rules.deadlineGrace()));
        }
        if (work.phaseIs(Phase.REMOVED) && !work.desired().present()) {
            return REST;
        }
        if (tenant == null || tenant.paused()) {
            return REST;
        }
        return withDoubts(work, ownStep(work, tenant, now), now);
    }

    private Plan ownStep(LinkWork work, TenantFacts tenant, Instant now) {
        var hold = work.hold();
        if (hold != null && !hold.over(now)) {
            return hold.until() == null ? REST : new Wait(hold.until());
        }
        return work.desired().present() ? present(work, tenant, now) : absent(work, now);
    }

    /** What is in doubt is looked for whenever the link's own step depends on it or has nothing to do. */
    private Plan withDoubts(LinkWork work, Plan own, Instant now) {
        if (own instanceof Take take && !work.blockedBy(take.step())) {
            return own;
        }
        var next = work.doubts().stream().filter(Doubt::open).min(Comparator.comparing(Doubt::nextFindAt));
        if (next.isEmpty()) {
            return own;
        }
        var at = next.get().nextFindAt();
        if (!at.isAfter(now)) {
            return new Take(findFor(next.get(), work), DEPTH_DOUBT);
        }
        return own instanceof Wait(var until) && until.isBefore(at) ? own : new Wait(at);
    }

    private static Step findFor(Doubt doubt, LinkWork work) {
        return doubt.kind() == StepKind.CREATE_COMPANY
                ? new Step.FindCompanyByName(target(doubt.companyName()))
                : new Step.FindPackage(target(doubt.companyId()), work.desired().packageName());
    }

    private static String target(@Nullable String target) {
        if (target == null) {
            throw new IllegalStateException("doubt without a target (expected: a company's name or id)");
        }
        return target;
    }

    private Plan present(LinkWork work, TenantFacts tenant, Instant now) {
        var company = work.company();
        if (company == null) {
            return toCompany(work, tenant, now);
        }
        if (company.unsure()) {
            return new Take(new Step.FindCompanyById(company.id()), DEPTH_FIND_COMPANY);
        }
        var pkg = work.pkg();
        if (pkg == null || pkg.unsure()) {
            return toPackage(work, company, pkg, now);
        }
        var kit = work.kit();
        var link = kit == null ? null : kit.usableLink();
        if (kit == null || link == null) {
            return toKit(company, pkg, kit, now);
        }
        var variable = work.variable();
        if (variable == null) {
            return new Take(new Step.ReadVariable(), DEPTH_VARIABLE);
        }
        if (!variable.holdsExactly(link)) {
            return new Take(towards(link, variable, work.writes()), DEPTH_VARIABLE);
        }
        return verify(work, company, pkg, kit, variable, now);
    }

    private Plan toCompany(LinkWork work, TenantFacts tenant, Instant now) {
        var desired = work.desired();
        if (desired.companyId() != null) {
            return new Take(new Step.FindCompanyById(desired.companyId()), DEPTH_FIND_COMPANY);
        }
        var name = desired.companyName();
        if (name == null || tenant.rootCompanyId() == null) {
            return REST;
        }
        var taken = work.nameTaken();
        if (taken != null && CompanyName.same(taken.name(), name)) {
            return taken.nextFindAt().isAfter(now)
                    ? new Wait(taken.nextFindAt())
                    : new Take(new Step.FindCompanyByName(name), DEPTH_FIND_COMPANY);
        }
        return work.provedAbsent(StepKind.CREATE_COMPANY, name, now, rules)
                ? new Take(new Step.CreateCompany(name, tenant.rootCompanyId()), DEPTH_CREATE_COMPANY)
                : new Take(new Step.FindCompanyByName(name), DEPTH_FIND_COMPANY);
    }

    private Plan toPackage(LinkWork work, CompanyUse company, @Nullable PackageUse pkg, Instant now) {
        var desired = work.desired();
        // A company that this very link has just created cannot have a package of ours yet.
        var certain = company.fresh() || work.provedAbsent(StepKind.CREATE_PACKAGE, company.id(), now, rules);
        return pkg == null && certain
                ? new Take(
                        new Step.CreatePackage(company.id(), desired.packageName(), desired.profile()), DEPTH_PACKAGE)
                : new Take(new Step.FindPackage(company.id(), desired.packageName()), DEPTH_PACKAGE);
    }

    private Plan toKit(CompanyUse company, PackageUse pkg, @Nullable Kit kit, Instant now) {
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

    private Plan verify(LinkWork work, CompanyUse company, PackageUse pkg, Kit kit, Variable variable, Instant now) {
        var kitDue = kit.readAt().plus(rules.verifyEvery());
        if (!kitDue.isAfter(now)) {
            return new Take(new Step.ReadPackageLink(company.id(), pkg.name()), DEPTH_VERIFY);
        }
        var unsettled = work.settledReading(variable) ? null : work.unsettledUntil();
        var variableDue = unsettled == null ? variable.readAt().plus(rules.verifyEvery()) : unsettled;
        if (!variableDue.isAfter(now)) {
            return new Take(new Step.ReadVariable(), DEPTH_VERIFY);
        }
        return new Wait(kitDue.isBefore(variableDue) ? kitDue : variableDue);
    }

    private static Plan absent(LinkWork work, Instant now) {
        var variable = work.variable();
        if (variable == null) {
            return new Take(new Step.ReadVariable(), DEPTH_VARIABLE);
        }
        if (!variable.seen().isEmpty()) {
            return new Take(new Step.DeleteVariable(variable.seen().getFirst().id()), DEPTH_VARIABLE);
        }
        var unsettled = work.settledReading(variable) ? null : work.unsettledUntil();
        if (unsettled == null) {
            return REST;
        }
        return unsettled.isAfter(now) ? new Wait(unsettled) : new Take(new Step.ReadVariable(), DEPTH_VARIABLE);
    }
}
