package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.LinkWork.Absent;
import dev.companion.provisioner.domain.LinkWork.CompanyUse;
import dev.companion.provisioner.domain.LinkWork.Kit;
import dev.companion.provisioner.domain.LinkWork.PackageUse;
import dev.companion.provisioner.domain.Outcome.SeenPackage;
import dev.companion.provisioner.domain.Outcome.Verdict;
import dev.companion.provisioner.domain.Report.Aspect;
import dev.companion.provisioner.domain.Report.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the outcomes of finding, creating and reading a package mean. */
final class PackageOutcomes {

    private static final Aspect ASPECT = Aspect.PACKAGE_READY;

    private PackageOutcomes() {}

    static Progress created(LinkWork work, InFlight call, Outcome outcome, Rules rules) {
        var without = tried(work).change(c -> c.absent = null);
        if (outcome.applied() && outcome.createdId() != null) {
            return use(Progress.onward(without), outcome.createdId(), call.companyId(), outcome.answeredAt());
        }
        if (outcome.verdict() != Verdict.NOT_APPLIED) {
            return Progress.of(
                    inUse(work, call) == null
                            ? without
                            : without.withDoubt(Doubt.about(call, outcome.answeredAt(), rules)));
        }
        if (inUse(work, call) == null || !work.desired().present()) {
            return Progress.of(without);
        }
        if (outcome.notFound()) {
            return Progress.of(companyUnsure(without));
        }
        if (outcome.reason() == Outcome.Reason.NAME_TAKEN && work.failures() >= Rules.PACKAGE_REFUSALS_MAX) {
            var hold = new Hold(
                    ASPECT,
                    Reason.REFUSED_BY_VENDOR,
                    "GravityZone says that the package exists, but does not list it.",
                    outcome.answeredAt().plus(rules.recheckEvery()));
            return Progress.of(without.change(c -> c.hold = hold));
        }
        return Progress.of(Progress.refused(without, call, outcome, ASPECT, rules));
    }

    /** A call of this link created the package in the company. */
    static Progress use(LinkWork work, String id, @Nullable String companyId, Instant at) {
        var company = work.company();
        if (companyId == null) {
            return Progress.of(work);
        }
        if (company == null || !company.id().equals(companyId) || work.pkg() != null) {
            return Progress.of(
                    work,
                    Fact.ofPackage(
                            Fact.Type.PACKAGE_CREATED,
                            companyId,
                            id,
                            "Created for what was wanted before; it is not in use."));
        }
        var pkg = new PackageUse(id, work.desired().packageName(), at, false);
        return Progress.of(taken(work, pkg), Fact.ofPackage(Fact.Type.PACKAGE_CREATED, companyId, id, null));
    }

    static Progress found(LinkWork work, InFlight call, Outcome outcome, Rules rules) {
        var company = inUse(work, call);
        if (company == null) {
            return Progress.of(work);
        }
        var looked = tried(work);
        var doubt = work.openDoubt(StepKind.CREATE_PACKAGE, company.id());
        var at = outcome.answeredAt();
        if (outcome.notFound()) {
            return Progress.of(companyUnsure(looked));
        }
        if (outcome.applied()) {
            var seen = ours(work, outcome);
            if (seen.isPresent()) {
                return adopted(looked, company, seen.get(), at);
            }
        }
        if (!outcome.applied() || !outcome.complete()) {
            var refused = work.desired().present() ? Progress.refused(looked, call, outcome, ASPECT, rules) : looked;
            return Progress.of(doubt.map(open ->
                            refused.withDoubt(open, now -> now.notAnswered(at, rules.failurePause(work.failures()))))
                    .orElse(refused));
        }
        var proved = doubt.map(open -> looked.withDoubt(open, now -> now.notSeen(call, at, rules)))
                .orElse(looked);
        return Progress.of(proved.change(c -> {
            c.pkg = null;
            c.kit = null;
            c.hold = null;
            c.absent = new Absent(StepKind.CREATE_PACKAGE, company.id(), call.plannedAt(), at);
        }));
    }

    /** The package in use under whatever name it has now, or else the oldest one of our name. */
    private static Optional<SeenPackage> ours(LinkWork work, Outcome outcome) {
        var known = work.pkg();
        var byId = outcome.packages().stream()
                .filter(seen -> known != null && seen.id().equals(known.id()))
                .findFirst();
        return byId.isPresent()
                ? byId
                : outcome.packages().stream()
                        .filter(seen -> seen.name().equals(work.desired().packageName()))
                        .min(Comparator.comparing(SeenPackage::id));
    }

    private static Progress adopted(LinkWork work, CompanyUse company, SeenPackage seen, Instant at) {
        var known = work.pkg();
        var pkg = new PackageUse(seen.id(), seen.name(), at, false);
        var settled = work.change(c -> c.doubts = c.doubts.stream()
                .filter(doubt ->
                        doubt.kind() != StepKind.CREATE_PACKAGE || !company.id().equals(doubt.companyId()))
                .toList());
        if (known != null && known.id().equals(seen.id())) {
            // Found again, perhaps renamed: what was read of its link stays until it is read anew.
            return Progress.of(Progress.onward(settled).change(c -> {
                c.pkg = pkg;
                c.kit = known.name().equals(seen.name()) ? c.kit : null;
            }));
        }
        return Progress.of(
                taken(Progress.onward(settled), pkg),
                Fact.ofPackage(Fact.Type.PACKAGE_ADOPTED, company.id(), seen.id(), null));
    }

    static Progress linkRead(LinkWork work, InFlight call, Outcome outcome, Rules rules) {
        var company = inUse(work, call);
        var pkg = work.pkg();
        if (company == null || pkg == null) {
            return Progress.of(work);
        }
        var at = outcome.answeredAt();
        if (outcome.notFound()) {
            // A package that was only just created or seen may take a moment to be listed everywhere.
            if (at.isAfter(pkg.seenAt().plus(Rules.PACKAGE_SETTLES))) {
                return Progress.of(Progress.onward(work)
                        .change(c -> c.pkg = new PackageUse(pkg.id(), pkg.name(), pkg.seenAt(), true)));
            }
            return Progress.of(polled(work, null, null, at));
        }
        if (!outcome.applied()) {
            return Progress.of(Progress.refused(work, call, outcome, Aspect.LINK_READY, rules));
        }
        return Progress.of(polled(work, outcome.windowsLink(), outcome.windowsReady(), at));
    }

    private static LinkWork polled(LinkWork work, @Nullable String windows, @Nullable Boolean ready, Instant at) {
        var before = work.kit() == null ? 0 : work.kit().polls();
        var kit = new Kit(windows, ready, at, before + 1);
        var usable = kit.usableLink() != null;
        return Progress.onward(work).change(c -> c.kit = usable ? new Kit(windows, ready, at, 0) : kit);
    }

    private static LinkWork taken(LinkWork work, PackageUse pkg) {
        return work.change(c -> {
            c.pkg = pkg;
            c.kit = null;
            c.absent = null;
            c.hold = null;
        });
    }

    /** From the first try on, only a find can say what is in the company. */
    static LinkWork tried(LinkWork work) {
        var company = work.company();
        return company == null || !company.fresh()
                ? work
                : work.change(c -> c.company =
                        new CompanyUse(company.id(), company.name(), company.provenance(), company.unsure(), false));
    }

    private static LinkWork companyUnsure(LinkWork work) {
        var company = work.company();
        return company == null
                ? work
                : work.change(c -> {
                    c.company = new CompanyUse(company.id(), company.name(), company.provenance(), true, false);
                    c.hold = null;
                });
    }

    static @Nullable CompanyUse inUse(LinkWork work, InFlight call) {
        var company = work.company();
        return company != null && company.id().equals(call.companyId()) ? company : null;
    }
}
