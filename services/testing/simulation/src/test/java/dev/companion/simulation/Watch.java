package dev.companion.simulation;

import static dev.companion.simulation.Violation.unique;
import static dev.companion.simulation.Violation.unless;

import dev.companion.mapper.domain.link.Link;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.step.Call;
import dev.companion.provisioner.domain.step.Outcome;
import dev.companion.provisioner.domain.step.Outcome.SeenVariable;
import dev.companion.provisioner.domain.step.Outcome.Verdict;
import dev.companion.provisioner.domain.step.Step;
import dev.companion.provisioner.domain.step.StepKind;
import dev.companion.provisioner.domain.work.LinkState;
import dev.companion.provisioner.domain.work.LinkStatus;
import dev.companion.provisioner.domain.work.LinkStatus.Phase;
import dev.companion.provisioner.domain.work.LinkedCompany;
import dev.companion.provisioner.domain.work.ProvisioningEvent;
import dev.companion.simulation.SimulatedLog.Entry;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sees every commit of both services and every effect at a vendor, and throws at the first that breaks an invariant. It
 * judges by the log and the vendors, never by what a service believes about itself.
 */
final class Watch {

    /** Deleting again what is gone leaves none. */
    private static final Set<StepKind> LEAVES_TRACES = EnumSet.of(
            StepKind.CREATE_COMPANY, StepKind.CREATE_PACKAGE, StepKind.WRITE_VARIABLE, StepKind.UPDATE_PACKAGE);

    /** How an outcome changed a link; null if there was or is none. */
    record Lesson(@Nullable LinkState before, @Nullable LinkState after, Outcome outcome) {}

    /** @param generation of the spec that was known when the answer of the call arrived */
    private record Reading(String callId, long generation) {}

    private record SpecId(String siteUid, long generation) {}

    private final Timeline timeline;
    private final Map<String, Call> committed = new HashMap<>();
    private final Set<String> called = new HashSet<>();
    private final Set<String> settled = new HashSet<>();
    private final Map<String, Call> lastCall = new HashMap<>();
    private final Map<SpecId, Link> links = new HashMap<>();
    private final Map<String, Long> newestGeneration = new HashMap<>();
    private final Map<String, LinkStatus> reported = new HashMap<>();
    private final Creations creations;
    private final Map<String, Long> removed = new HashMap<>();
    private final Map<SpecId, String> packages = new HashMap<>();
    private final Decisions decisions;
    private final Proofs proofs;
    private final Map<String, List<SeenVariable>> answers = new HashMap<>();
    private final Map<String, Reading> lastReading = new HashMap<>();
    private final Set<String> linksAnswered = new HashSet<>();
    private final Set<String> onRecord = new HashSet<>();
    private final Set<String> abandoned = new HashSet<>();
    private final PublishedLinks installationLinks = new PublishedLinks();
    private final Lives lives;

    Watch(Timeline timeline, SimulatedLog log) {
        this.timeline = timeline;
        this.lives = new Lives(timeline, log);
        this.creations = new Creations(timeline, lives);
        this.decisions = new Decisions(timeline);
        this.proofs = new Proofs(timeline);
    }

    Decisions decisions() {
        return decisions;
    }

    Creations creations() {
        return creations;
    }

    Lives lives() {
        return lives;
    }

    Set<String> onRecord() {
        return onRecord;
    }

    /** Sites of which a removed link reported a creation with an unknown outcome. */
    Set<String> abandoned() {
        return abandoned;
    }

    @Nullable LinkStatus reported(String siteUid) {
        return reported.get(siteUid);
    }

    Link newestLink(String siteUid) {
        return links.get(new SpecId(siteUid, newestGeneration.get(siteUid)));
    }

    /** The package that was last reported for the newest spec of a site. */
    Optional<String> lastPackage(String siteUid) {
        return Optional.ofNullable(packages.get(new SpecId(siteUid, newestGeneration.get(siteUid))));
    }

    /** The mapper committed. */
    void mapped(StreamTask.Committed<MapperState> commit) {
        mapping(commit.state());
        var isEnd = commit.output().stream().anyMatch(Lives::isEnd);
        for (var entry : commit.output()) {
            if (Lives.isEnd(entry)) {
                beginNextLife();
            }
            if (entry.topic() == Topic.LINKS && entry.value() instanceof Link link) {
                var before = newestGeneration.getOrDefault(link.siteUid(), 0L);
                unless(link.generation() > before, "generations only grow", () -> link);
                newestGeneration.put(link.siteUid(), link.generation());
                links.put(new SpecId(link.siteUid(), link.generation()), link);
            } else if (entry.topic() == Topic.LINKS && !isEnd) {
                var report = reported.get(entry.key());
                unless(
                        report != null
                                && report.phase() == Phase.REMOVED
                                && report.generation() == newestGeneration.get(entry.key()),
                        "a link goes when its newest spec is done",
                        () -> entry.key() + " " + report);
            }
        }
    }

    /** The tenant is erased: its generations start over, and no call of this life may take effect any more. */
    private void beginNextLife() {
        unless(
                reported.isEmpty() && installationLinks.none(),
                "a receipt is written when all is erased",
                () -> reported);
        lives.end(committed.keySet());
        creations.beginNextLife();
        List.of(links, newestGeneration, removed, packages, lastReading).forEach(Map::clear);
    }

    /**
     * No two sites lead to one company. An unlinked link may learn late of a company that was created for it, when
     * another site is already linked to that company.
     */
    private static void mapping(MapperState state) {
        var holders = new HashMap<String, String>();
        for (var link : state.links()) {
            for (var company : link.wanted() == Link.Wanted.PRESENT ? link.listCompaniesHeld() : List.<String>of()) {
                var other = holders.put(company, link.siteUid());
                unless(other == null, "mapping one to one", () -> company + " by " + other + " and " + link);
            }
        }
    }

    /** The provisioner committed. */
    void provisioned(StreamTask.Committed<ProvisionerState> commit) {
        var works = List.copyOf(commit.state().states());
        unique(
                "one link uses a company",
                works,
                work -> work.company() == null || !work.spec().present()
                        ? null
                        : work.company().id());
        unique("one mutating call of a company", works, Watch::changing);
        works.forEach(this::takesOwn);
        for (var entry : commit.output()) {
            switch (entry.value()) {
                case Object _ when entry.topic() == Topic.ERASURES -> {}
                case Object _ when entry.topic() == Topic.INSTALLATION_LINKS -> installationLinks.take(entry);
                case Call call -> planned(call);
                case Lesson lesson -> learned(lesson);
                case LinkStatus report -> reported(entry.key(), report);
                case Emission.EventOccurred(var link, var _, var fact, var _, var _) -> {
                    if (fact.companyId() != null) {
                        onRecord.add(fact.companyId());
                    }
                    if (fact.type() == ProvisioningEvent.Type.LINK_REMOVED && fact.detail() != null) {
                        abandoned.add(link.siteUid());
                    }
                }
                case null -> deleted(entry);
                default -> throw new IllegalStateException("published: " + entry);
            }
        }
    }

    private void deleted(Entry entry) {
        if (entry.topic() == Topic.INSTALLATION_LINKS) {
            installationLinks.take(entry);
        } else if (entry.topic() == Topic.LINK_STATUSES) {
            reported.remove(entry.key());
            installationLinks.agreeWith(null, entry.key());
        }
    }

    /** Every company that no person chose was created by a call of this link. */
    private void takesOwn(LinkState work) {
        var company = work.company();
        if (company != null && company.provenance() != LinkedCompany.Provenance.CHOSEN) {
            unless(
                    creations.ownOrOrphan(company.id(), work.key().siteUid()),
                    "a link takes over its own companies alone",
                    () -> work.key() + " " + company + " made by " + creations.makerOf(company.id()));
        }
    }

    private static @Nullable String changing(LinkState work) {
        var call = work.inFlight();
        if (call == null || !call.kind().effect()) {
            return null;
        }
        return call.kind() == StepKind.CREATE_COMPANY ? call.companyName().toLowerCase(Locale.ROOT) : call.companyId();
    }

    private void planned(Call call) {
        unless(committed.put(call.callId(), call) == null, "an intent is published once", () -> call);
        var last = lastCall.put(call.link().siteUid(), call);
        unless(
                last == null
                        || settled.contains(last.callId())
                        || !call.plannedAt().isBefore(last.deadline()),
                "one call of a link at a time",
                () -> last + " and " + call);
        unless(
                call.generation() <= newestGeneration.getOrDefault(call.link().siteUid(), 0L),
                "a call is for a known spec",
                () -> call);
    }

    private void reported(String siteUid, LinkStatus report) {
        var before = reported.put(siteUid, report);
        if (report.packageId() != null) {
            packages.put(new SpecId(siteUid, report.generation()), report.packageId());
        }
        unless(before == null || report.generation() >= before.generation(), "generations only grow", () -> report);
        if (report.phase() == Phase.REMOVED) {
            removed.put(siteUid, report.generation());
        }
        installationLinks.agreeWith(report, siteUid);
        if (report.phase() == Phase.READY
                && (before == null
                        || before.phase() != Phase.READY
                        || before.generation() != report.generation()
                        || !Objects.equals(PublishedLinks.sinceOf(before), PublishedLinks.sinceOf(report)))) {
            var link = installationLinks.windowsOf(siteUid);
            var reading = lastReading.get(siteUid);
            unless(
                    reading != null && reading.generation() == report.generation(),
                    "ready means read back",
                    () -> siteUid + " was not read in generation " + report.generation());
            unless(
                    answers.get(reading.callId()).stream()
                            .map(SeenVariable::value)
                            .toList()
                            .equals(Stream.ofNullable(link).toList()),
                    "ready means read back",
                    () -> siteUid + " read as " + answers.get(reading.callId()) + ", reported " + report);
            unless(linksAnswered.contains(link), "ready means read back", () -> report);
        }
    }

    /** The provisioner took an outcome. */
    private void learned(Lesson lesson) {
        var before = lesson.before();
        var after = lesson.after();
        var outcome = lesson.outcome();
        var waited = before != null
                && before.inFlight() != null
                && before.inFlight().callId().equals(outcome.callId());
        var unknown = before != null
                && before.unknownOutcomes().stream()
                        .anyMatch(open -> open.callId().equals(outcome.callId()));
        if (waited) {
            settled.add(outcome.callId());
            if (outcome.kind() == StepKind.READ_VARIABLE && outcome.verdict() == Verdict.APPLIED) {
                lastReading.put(
                        before.key().siteUid(),
                        new Reading(outcome.callId(), before.spec().generation()));
            }
        }
        if ((waited || unknown)
                && outcome.kind() == StepKind.CREATE_COMPANY
                && outcome.createdId() != null
                && after != null) {
            unless(
                    after.createdCompanies().stream().anyMatch(made -> made.id().equals(outcome.createdId())),
                    "every company made is on record",
                    () -> outcome);
        }
    }

    /** A call is sent. */
    void called(Call call) {
        unless(committed.containsKey(call.callId()), "no call without a committed intent", () -> call);
        unless(called.add(call.callId()), "an intent is called once", () -> call);
        lives.present(call, "no call of a former life starts");
    }

    void beforeEffect(Call call, World world) {
        if (call.step().kind().effect()) {
            lives.present(call, "no call takes effect after the receipt");
        }
        unless(!timeline.now().isAfter(call.deadline()), "no call takes effect after its deadline", () -> call);
        unless(
                !LEAVES_TRACES.contains(call.step().kind())
                        || call.generation() > removed.getOrDefault(call.link().siteUid(), 0L),
                "nothing is changed for a link that was said to be removed",
                () -> call);
        var desired = links.get(new SpecId(call.link().siteUid(), call.generation()));
        switch (call.step()) {
            case Step.CreateCompany create -> {
                proofs.needed(create.name().toLowerCase(Locale.ROOT), call);
                unless(
                        desired != null
                                && desired.wanted() == Link.Wanted.PRESENT
                                && create.name().equals(desired.companyName()),
                        "a company is created for a spec",
                        () -> call);
            }
            case Step.CreatePackage create -> {
                if (world.gravityZone.everHadPackage(create.companyId())) {
                    proofs.needed(create.companyId() + create.packageName(), call);
                }
                unless(
                        desired != null
                                && create.packageName().equals(desired.spec().packageName()),
                        "a package is created for a spec",
                        () -> call);
            }
            case Step.UpdatePackage update -> ours(world, update.packageId(), call);
            case Step.DeletePackage delete -> {
                ours(world, delete.packageId(), call);
                unless(
                        desired != null
                                && desired.wanted() == Link.Wanted.ABSENT
                                && desired.spec().deletePackage(),
                        "a package is deleted for a spec",
                        () -> call);
            }
            case Step.ChangeCompany change ->
                decisions.allow(change, desired == null ? null : desired.companyOrder(), world, call);
            case Step.WriteVariable _ ->
                unless(
                        desired != null && desired.wanted() == Link.Wanted.PRESENT,
                        "a variable is written for a spec",
                        () -> call);
            case Step.ReadVariable _ ->
                answers.put(
                        call.callId(),
                        List.copyOf(world.datto.variablesOf(call.link().siteUid())));
            case Step.ReadPackageLink _, Step.ReadPackageLinks _ ->
                world.gravityZone.packages().forEach(pkg -> linksAnswered.add(pkg.link()));
            case Step.FindCompanyByName find -> proofs.looked(List.of(find.name()), world);
            case Step.FindCompanies find -> proofs.looked(find.names(), world);
            case Step.FindPackage find -> proofs.looked(find, world);
            case Step.DeleteVariable _,
                    Step.FindCompanyById _,
                    Step.ReadLicence _,
                    Step.CountEndpoints _,
                    Step.ReadPackage _ -> {}
        }
    }

    private static void ours(World world, String packageId, Call call) {
        unless(
                world.gravityZone.pkg(packageId).map(pkg -> pkg.by != null).orElse(true),
                "only our own packages are touched",
                () -> call);
    }

    void afterEffect(Call call, World world) {
        switch (call.step()) {
            case Step.CreateCompany _ -> creations.see(world.gravityZone.companies());
            case Step.WriteVariable _ -> lives.wrote(call.link().siteUid());
            case Step.CreatePackage create ->
                unique("never two packages of ours", world.gravityZone.packagesOf(create.companyId()), pkg -> pkg.name);
            default -> {}
        }
        unless(
                world.datto.variablesOf(call.link().siteUid()).size() <= 1,
                "never two variables at a site",
                () -> call.link());
    }
}
