package dev.companion.simulation;

import static dev.companion.simulation.Violation.unless;

import dev.companion.mapper.domain.link.Link;
import dev.companion.provisioner.domain.step.LinkKey;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Aspect;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Checks the calm end: what is wanted, what is published and what exists agree. */
final class Reckoning {

    private final World world;
    private final Watch watch;
    private final MapperState mapper;
    private final ProvisionerState provisioner;

    Reckoning(World world, Watch watch, MapperState mapper, ProvisionerState provisioner) {
        this.world = world;
        this.watch = watch;
        this.mapper = mapper;
        this.provisioner = provisioner;
    }

    void settled() {
        mapper.links().forEach(this::settled);
        for (var work : provisioner.states()) {
            unless(
                    work.unknownOutcomes().stream().allMatch(unknown -> unknown.settledAt() != null),
                    "every unknown outcome is settled in the end",
                    () -> work);
        }
        for (var company : world.gravityZone.companies()) {
            unless(
                    company.by == null
                            || watch.lives().isFormer(company)
                            || watch.onRecord().contains(company.id)
                            || watch.abandoned().contains(company.by.siteUid()),
                    "every company made is on record",
                    () -> company.id + " made for " + company.by);
        }
    }

    private void settled(Link link) {
        var site = link.siteUid();
        var report = watch.reported(site);
        if (link.wanted() == Link.Wanted.GONE) {
            unless(report == null, "no status without a link", () -> report);
            unless(provisioner.state(key(site)) == null, "no work without a link", () -> site);
            unless(
                    world.datto.variablesOf(site).isEmpty() || watch.lives().mayBeLeftOver(site),
                    "an unlinked site has no variable",
                    () -> site);
            unless(
                    !watch.newestLink(site).spec().deletePackage() || packageGone(site),
                    "a package goes when the spec deletes it",
                    () -> watch.newestLink(site));
            return;
        }
        unless(report != null, "every link has a status", () -> link);
        unless(report.generation() == link.generation(), "the status is of the newest spec", () -> link + " " + report);
        unless(
                Objects.equals(report.companyId(), link.companyInUse()),
                "the mapper knows the company in use",
                () -> link + " " + report);
        ordered(link, report);
        if (link.wanted() == Link.Wanted.ABSENT) {
            // Only a decision that a person must repeat keeps an unlinked link from ending.
            unless(
                    report.phase() == Phase.ATTENTION && orderReason(report).isPresent(),
                    "an unlinked site is let go",
                    () -> link + " " + report);
        } else if (report.phase() == Phase.READY) {
            ready(link, report);
        } else {
            unless(report.phase() == Phase.ATTENTION, "every link comes to its end", () -> link + " " + report);
            justified(link, report);
        }
    }

    private boolean packageGone(String site) {
        return watch.lastPackage(site)
                .flatMap(world.gravityZone::pkg)
                .map(pkg -> !pkg.there())
                .orElse(true);
    }

    private void ordered(Link link, LinkStatus report) {
        if (link.companyOrder() != null) {
            var reason = orderReason(report);
            unless(
                    reason.isPresent()
                            && !List.of(Reason.PENDING, Reason.IN_PROGRESS).contains(reason.get()),
                    "every order comes to its end",
                    () -> link + " " + report);
            var newName = link.companyOrder().newName();
            unless(
                    newName == null
                            || reason.get() != Reason.HOLDS
                            || world.gravityZone
                                    .company(link.companyOrder().companyId())
                                    .map(company -> company.wasCalled(newName))
                                    .orElse(true),
                    "a name that was given is there",
                    () -> link + " " + report);
        }
    }

    private static Optional<Reason> orderReason(LinkStatus report) {
        return report.conditions().stream()
                .filter(condition -> condition.aspect() == Aspect.COMPANY_ORDER)
                .map(LinkStatus.Condition::reason)
                .findFirst();
    }

    private void ready(Link link, LinkStatus report) {
        var site = link.siteUid();
        var company = world.gravityZone.company(report.companyId()).orElse(null);
        unless(company != null, "the company of a ready link exists", () -> report);
        if (link.companyId() != null) {
            unless(company.id.equals(link.companyId()), "a link leads to the chosen company", () -> report);
        } else {
            unless(
                    company.by != null
                            && watch.creations().ownOrOrphan(company.id, site)
                            && company.wasCalled(link.companyName()),
                    "a new company is the link's own",
                    () -> company.madeAs + " by " + company.by + " " + report);
        }
        var pkg = world.gravityZone
                .pkg(report.packageId())
                .filter(GravityZone.Package::there)
                .orElse(null);
        unless(
                pkg != null && pkg.companyId.equals(company.id) && pkg.by != null,
                "the package of a ready link exists and is ours",
                () -> report);
        unless(
                world.datto.variablesOf(site).stream()
                        .map(SeenVariable::value)
                        .toList()
                        .equals(List.of(pkg.link())),
                "a ready site has the link of its package",
                () -> world.datto.variablesOf(site) + " " + pkg.link());
        unless(!world.datto.deletedSites.contains(site), "a ready site exists", () -> site);
    }

    /** A link may be blocked only for a reason that is true in the world. */
    private void justified(Link link, LinkStatus report) {
        var site = link.siteUid();
        var reason = report.conditions().stream()
                .filter(condition -> condition.holds() != LinkStatus.Holds.TRUE)
                .map(LinkStatus.Condition::reason)
                .filter(each -> each != Reason.PENDING)
                .findFirst()
                .orElse(Reason.PENDING);
        var company = Optional.ofNullable(link.companyId() == null ? report.companyId() : link.companyId())
                .flatMap(world.gravityZone::company);
        var borneOut =
                switch (reason) {
                    case NAME_TAKEN_ELSEWHERE -> world.gravityZone.takenElsewhere.contains(link.companyName());
                    case NAME_EXISTS_HERE ->
                        world.gravityZone.companies().stream()
                                .anyMatch(each ->
                                        each.face().name().equalsIgnoreCase(link.companyName()) && !free(site, each));
                    case COMPANY_MISSING ->
                        company.isEmpty()
                                && GravityZone.saysGone(
                                        link.companyId() == null ? report.companyId() : link.companyId());
                    case COMPANY_UNREACHABLE -> company.isEmpty();
                    case COMPANY_NOT_USABLE ->
                        company.map(each -> each.face().suspended()).orElse(false);
                    case SITE_MISSING -> world.datto.deletedSites.contains(site);
                    case DECISION_OUTDATED -> link.companyOrder() != null;
                    default -> false;
                };
        unless(borneOut, "a link stands still for a good reason", () -> link + " " + report);
    }

    /**
     * Whether the link could adopt the company: created by it in this life, still where it was put, and used by no
     * other link.
     */
    private boolean free(String site, GravityZone.Company company) {
        return company.face().parentId().equals(GravityZone.ROOT)
                && provisioner.state(key(site)).createdCompanies().stream()
                        .anyMatch(made -> made.id().equals(company.id))
                && provisioner.states().stream()
                        .filter(other -> !other.key().siteUid().equals(site))
                        .allMatch(other ->
                                other.company() == null || !other.company().id().equals(company.id));
    }

    private static LinkKey key(String site) {
        return new LinkKey(Simulation.TENANT, site);
    }
}
