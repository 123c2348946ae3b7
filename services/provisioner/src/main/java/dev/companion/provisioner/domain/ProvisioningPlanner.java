package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.LinkWork.CompanyUse;
import dev.companion.provisioner.domain.LinkWork.Kit;
import dev.companion.provisioner.domain.LinkWork.Variable;
import dev.companion.provisioner.domain.PackageUse.Content;
import dev.companion.provisioner.domain.Plan.Rest;
import dev.companion.provisioner.domain.Plan.Take;
import dev.companion.provisioner.domain.Plan.Wait;
import dev.companion.provisioner.domain.Report.Aspect;
import dev.companion.provisioner.domain.Report.Reason;
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

    static final int DEPTH_FIND_COMPANY = 1;
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
        if (work.removed()) {
            return REST;
        }
        if (tenant == null || tenant.paused()) {
            return REST;
        }
        return withDoubts(work, ownStep(work, tenant, now), now);
    }

    private Plan ownStep(LinkWork work, TenantFacts tenant, Instant now) {
        var hold = work.hold();
        var order = work.desired().order();
        if (order != null && work.orderOpen() && !order.deletes()) {
            // What a person decided does not wait for what else stands still.
            return hold != null && hold.aspect() == Aspect.COMPANY_ORDER && !hold.over(now)
                    ? resting(hold)
                    : CompanyOrders.next(order, work, now, rules);
        }
        if (hold != null && !hold.over(now) && !(hold.reason() == Reason.DRIFTED && !tenant.watching())) {
            return resting(hold);
        }
        if (!work.desired().present()) {
            return absent(work, now);
        }
        var plan = present(work, tenant, now);
        // What somebody changed behind a ready link is looked at again and again, and left alone where that is wished.
        return plan instanceof Take(var step, var _) && step.kind().effect() && tenant.watching() && work.wasReady()
                ? new Take(step.find(), DEPTH_VERIFY)
                : plan;
    }

    private static Plan resting(Hold hold) {
        return hold.until() == null ? REST : new Wait(hold.until());
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
        if (licenceDue(work, company, pkg, now)) {
            return new Take(new Step.ReadLicence(company.id()), DEPTH_PACKAGE);
        }
        if (pkg == null || pkg.unsure()) {
            return toPackage(work, company, pkg, now);
        }
        switch (pkg.content()) {
            case UNREAD, IN_DOUBT -> {
                return new Take(new Step.ReadPackage(company.id(), pkg.id(), work.content()), DEPTH_PACKAGE);
            }
            case OTHER -> {
                return new Take(
                        new Step.UpdatePackage(company.id(), pkg.id(), pkg.name(), work.content()), DEPTH_PACKAGE);
            }
            case AS_WANTED -> {}
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
                    : new Take(new Step.FindCompanyByName(name), DEPTH_CREATE_COMPANY);
        }
        return work.provedAbsent(StepKind.CREATE_COMPANY, name, now, rules)
                ? new Take(new Step.CreateCompany(name, tenant.rootCompanyId()), DEPTH_CREATE_COMPANY)
                : new Take(new Step.FindCompanyByName(name), DEPTH_FIND_COMPANY);
    }

    /** Whether add-ons are wanted in a package that is to be made, read or changed, and nobody looked whether they may. */
    private boolean licenceDue(LinkWork work, CompanyUse company, @Nullable PackageUse pkg, Instant now) {
        if (pkg != null && pkg.content() == Content.AS_WANTED) {
            return false;
        }
        if (work.desired().profile().addOns().isEmpty()) {
            return false;
        }
        var licence = work.licence();
        return licence == null
                || !licence.companyId().equals(company.id())
                || now.isAfter(licence.readAt().plus(rules.recheckEvery()));
    }

    private Plan toPackage(LinkWork work, CompanyUse company, @Nullable PackageUse pkg, Instant now) {
        var desired = work.desired();
        // A company that this very link has just created cannot have a package of ours yet.
        var certain = company.fresh() || work.provedAbsent(StepKind.CREATE_PACKAGE, company.id(), now, rules);
        return pkg == null && certain
                ? new Take(new Step.CreatePackage(company.id(), desired.packageName(), work.content()), DEPTH_PACKAGE)
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
        if (pkg.settlesAt() != null && !pkg.settlesAt().isAfter(now)) {
            return new Take(new Step.ReadPackage(company.id(), pkg.id(), work.content()), DEPTH_VERIFY);
        }
        // An add-on that was left out is put in once the licence covers it.
        var licence = pkg.unlicensed().isEmpty() ? null : work.licence();
        var licenceDue = licence == null ? null : licence.readAt().plus(rules.recheckEvery());
        if (licenceDue != null && !licenceDue.isAfter(now)) {
            return new Take(new Step.ReadLicence(company.id()), DEPTH_VERIFY);
        }
        var kitDue = kit.readAt().plus(rules.verifyEvery());
        if (!kitDue.isAfter(now)) {
            return new Take(new Step.ReadPackageLink(company.id(), pkg.name()), DEPTH_VERIFY);
        }
        var unsettled = work.settledReading(variable) ? null : work.unsettledUntil();
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
    private Plan absent(LinkWork work, Instant now) {
        if (work.untouched() && !work.orderOpen()) {
            return REST;
        }
        var variable = work.variable();
        if (variable == null) {
            return new Take(new Step.ReadVariable(), DEPTH_VARIABLE);
        }
        if (!variable.seen().isEmpty()) {
            return new Take(new Step.DeleteVariable(variable.seen().getFirst().id()), DEPTH_VARIABLE);
        }
        var unsettled = variable.siteMissing() || work.settledReading(variable) ? null : work.unsettledUntil();
        if (unsettled != null) {
            return unsettled.isAfter(now) ? new Wait(unsettled) : new Take(new Step.ReadVariable(), DEPTH_VARIABLE);
        }
        var company = work.company();
        var pkg = work.pkg();
        if (work.desired().deletePackage() && company != null && pkg != null) {
            return pkg.unsure()
                    ? new Take(new Step.FindPackage(company.id(), pkg.name()), DEPTH_PACKAGE)
                    : new Take(new Step.DeletePackage(company.id(), pkg.id(), pkg.name()), DEPTH_PACKAGE);
        }
        var order = work.desired().order();
        return order != null && work.orderOpen() ? CompanyOrders.next(order, work, now, rules) : REST;
    }
}
