package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.LinkWork.Absent;
import dev.companion.provisioner.domain.LinkWork.CompanyUse;
import dev.companion.provisioner.domain.LinkWork.Kit;
import dev.companion.provisioner.domain.Outcome.SeenPackage;
import dev.companion.provisioner.domain.Outcome.Verdict;
import dev.companion.provisioner.domain.PackageUse.Content;
import dev.companion.provisioner.domain.Progress.Setting;
import dev.companion.provisioner.domain.Report.Aspect;
import dev.companion.provisioner.domain.Report.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the outcomes of finding, creating and deleting a package mean. */
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
        // The vendor may store an add-on as off without a word, so a package that is to have one is read back.
        var content = work.content().addOns().isEmpty() ? Content.AS_WANTED : Content.UNREAD;
        var pkg = PackageUse.of(id, work.desired().packageName(), at, content, work.unlicensed());
        var facts = new ArrayList<Fact>();
        facts.add(Fact.ofPackage(Fact.Type.PACKAGE_CREATED, companyId, id, null));
        if (!pkg.unlicensed().isEmpty()) {
            facts.add(PackageContents.leftOut(companyId, pkg));
        }
        return new Progress(taken(work, pkg), List.copyOf(facts), null);
    }

    static Progress found(LinkWork work, InFlight call, Outcome outcome, Setting setting) {
        var company = inUse(work, call);
        if (company == null) {
            return Progress.of(work);
        }
        var rules = setting.rules();
        var looked = tried(work);
        var present = work.desired().present();
        var doubt = work.openDoubt(StepKind.CREATE_PACKAGE, company.id());
        var at = outcome.answeredAt();
        if (outcome.notFound()) {
            return present || looked.pkg() == null ? Progress.of(companyUnsure(looked)) : goneWithItsCompany(looked);
        }
        if (outcome.applied()) {
            var seen = ours(work, outcome);
            if (seen.isPresent()) {
                return seen(looked, company, seen.get(), outcome, rules);
            }
        }
        if (!outcome.applied() || !outcome.complete()) {
            var waits = present || looked.pkg() != null;
            var refused = waits ? Progress.refused(looked, call, outcome, ASPECT, rules) : looked;
            return Progress.of(doubt.map(open ->
                            refused.withDoubt(open, now -> now.notAnswered(at, rules.failurePause(work.failures()))))
                    .orElse(refused));
        }
        var proved = doubt.map(open -> looked.withDoubt(open, now -> now.notSeen(call, at, rules)))
                .orElse(looked);
        return notThere(proved, company, call, at, setting);
    }

    private static Progress goneWithItsCompany(LinkWork work) {
        return Progress.of(
                work.change(c -> {
                    c.pkg = null;
                    c.kit = null;
                    c.hold = null;
                }),
                fact(Fact.Type.PACKAGE_MISSING, work, "Its company is gone or out of sight."));
    }

    /** A complete list of the company's packages has none of ours. */
    private static Progress notThere(LinkWork work, CompanyUse company, InFlight call, Instant at, Setting setting) {
        var pkg = work.pkg();
        if (work.desired().present() && setting.watching() && work.wasReady()) {
            var drifted = Progress.drifted(work, ASPECT, "The installation package is gone.", at, setting.rules());
            // From the moment at which it was doubted the link is not ready, so its phase does not tell what is new.
            var known = work.hold() != null && work.hold().reason() == Reason.DRIFTED;
            return known || pkg == null
                    ? Progress.of(drifted)
                    : Progress.of(drifted, fact(Fact.Type.PACKAGE_MISSING, work, null));
        }
        var without = work.change(c -> {
            c.pkg = null;
            c.kit = null;
            c.hold = null;
            c.absent = new Absent(StepKind.CREATE_PACKAGE, company.id(), call.plannedAt(), at);
        });
        if (pkg == null) {
            return Progress.of(without);
        }
        var deleted = !work.desired().present() && work.attemptsAt(StepKind.DELETE_PACKAGE) > 0;
        return Progress.of(without, fact(deleted ? Fact.Type.PACKAGE_DELETED : Fact.Type.PACKAGE_MISSING, work, null));
    }

    /**
     * The package in use under whatever name it has now, or else the oldest one of our name. A link on its way out has
     * no use for another.
     */
    private static Optional<SeenPackage> ours(LinkWork work, Outcome outcome) {
        var known = work.pkg();
        var byId = outcome.packages().stream()
                .filter(seen -> known != null && seen.id().equals(known.id()))
                .findFirst();
        return byId.isPresent() || (known != null && !work.desired().present())
                ? byId
                : outcome.packages().stream()
                        .filter(seen -> seen.name().equals(work.desired().packageName()))
                        .min(Comparator.comparing(SeenPackage::id));
    }

    private static Progress seen(LinkWork work, CompanyUse company, SeenPackage seen, Outcome outcome, Rules rules) {
        var known = work.pkg();
        var settled = work.change(c -> c.doubts = c.doubts.stream()
                .filter(doubt -> !doubt.concernsPackageIn(company.id()))
                .toList());
        var facts = new ArrayList<Fact>();
        var others = others(work, seen, outcome);
        if (others > (known == null ? 0 : known.doubles())) {
            facts.add(Fact.ofPackage(
                    Fact.Type.PACKAGE_DUPLICATED,
                    company.id(),
                    seen.id(),
                    "%d more of this name; the oldest is used.".formatted(others)));
        }
        if (known != null && known.id().equals(seen.id())) {
            return seenAgain(settled, known, seen, others, facts, outcome.answeredAt(), rules);
        }
        if (known != null) {
            facts.add(Fact.ofPackage(Fact.Type.PACKAGE_MISSING, company.id(), known.id(), null));
        }
        facts.add(Fact.ofPackage(Fact.Type.PACKAGE_ADOPTED, company.id(), seen.id(), null));
        var pkg = PackageUse.of(seen.id(), seen.name(), outcome.answeredAt(), Content.UNREAD, List.of())
                .seen(seen.name(), outcome.answeredAt(), others);
        return new Progress(taken(Progress.onward(settled), pkg), List.copyOf(facts), null);
    }

    private static int others(LinkWork work, SeenPackage used, Outcome outcome) {
        return (int) outcome.packages().stream()
                .filter(each -> each.name().equals(work.desired().packageName()))
                .filter(each -> !each.id().equals(used.id()))
                .count();
    }

    /** The one in use, perhaps renamed: what was read of its link stays until it is read anew, which is due at once. */
    private static Progress seenAgain(
            LinkWork work, PackageUse known, SeenPackage seen, int others, List<Fact> facts, Instant at, Rules rules) {
        var renamed = !known.name().equals(seen.name());
        if (renamed) {
            facts.add(fact(Fact.Type.PACKAGE_RENAMED, work, "From %s to %s.".formatted(known.name(), seen.name())));
        }
        var again = Progress.onward(work).change(c -> {
            c.pkg = known.seen(seen.name(), at, others);
            c.kit = renamed && c.kit != null
                    ? new Kit(c.kit.windows(), c.kit.ready(), Instant.EPOCH, c.kit.polls())
                    : c.kit;
        });
        var deletions = work.desired().present() ? 0 : work.attemptsAt(StepKind.DELETE_PACKAGE);
        if (deletions >= Rules.PACKAGE_WRITES_MAX) {
            var hold = new Hold(
                    ASPECT,
                    Reason.REFUSED_BY_VENDOR,
                    "The package is still there after it was deleted. Delete it in GravityZone.",
                    at.plus(rules.recheckEvery()));
            again = again.change(c -> c.hold = hold);
        }
        return new Progress(again, List.copyOf(facts), null);
    }

    /** The call that was to delete the package has ended; only a look says whether it did. */
    static Progress deleted(LinkWork work, InFlight call, Outcome outcome, Rules rules) {
        var pkg = work.pkg();
        if (pkg == null || !pkg.id().equals(call.packageId())) {
            return Progress.of(work);
        }
        var doubted = work.change(c -> c.pkg = pkg.doubted());
        return outcome.verdict() != Verdict.NOT_APPLIED || outcome.notFound()
                ? Progress.of(Progress.onward(doubted))
                : Progress.of(Progress.refused(work, call, outcome, ASPECT, rules));
    }

    /** Somebody told of the package in use, or of another of its name: where that is doubtful, the link looks for itself. */
    static LinkWork heard(LinkWork work, Predicate<PackageUse> doubtful, Instant now) {
        var pkg = work.pkg();
        // What is told may be older than what we made or saw ourselves.
        return pkg == null
                        || pkg.unsure()
                        || !work.desired().present()
                        || !now.isAfter(pkg.seenAt().plus(Rules.PACKAGE_SETTLES))
                        || !doubtful.test(pkg)
                ? work
                : work.change(c -> c.pkg = pkg.doubted());
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

    static LinkWork companyUnsure(LinkWork work) {
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

    private static Fact fact(Fact.Type type, LinkWork work, @Nullable String detail) {
        var company = work.company();
        var pkg = work.pkg();
        return new Fact(type, company == null ? null : company.id(), pkg == null ? null : pkg.id(), detail);
    }
}
