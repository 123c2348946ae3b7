package dev.companion.poller.topology;

import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.poller.domain.Company;
import dev.companion.poller.domain.InstallationPackage;
import dev.companion.poller.domain.Lane;
import dev.companion.poller.domain.Observation;
import dev.companion.poller.domain.Observation.ChangedRow;
import dev.companion.poller.domain.Observation.NewRow;
import dev.companion.poller.domain.PackageDiff;
import dev.companion.poller.domain.PackageLink;
import dev.companion.poller.domain.Setback;
import dev.companion.poller.domain.SweepDiff;
import dev.companion.poller.domain.SweepSchedule;
import dev.companion.poller.domain.SweepState;
import dev.companion.poller.http.AllLinksReader;
import dev.companion.poller.http.AllLinksReader.Answer;
import dev.companion.poller.http.CompanyVisitor;
import dev.companion.poller.http.CompanyVisitor.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Visits to the companies of one tenant, for what no list says. A company that is new or has moved is visited at once,
 * for its details; every company is visited in rounds, for its details and its packages, one after another and at half
 * of our share of the quota. A company that refuses is passed over until the next round.
 */
final class CompanyVisits implements Poll {

    private static final Duration SLOT_WAIT = Duration.ofMillis(50);
    private static final Step BUG = new Step.Nothing(null, false);
    private static final Answer NO_LINKS = new Answer.Nothing(null);

    /** What became of the links of all companies in this round. */
    private enum Links {
        UNASKED,
        KNOWN,
        NOT_TOLD
    }

    private static final class Visit {
        final String companyId;
        final boolean inRound;
        final CompanyVisitor visitor;
        boolean detailed;

        Visit(String companyId, boolean inRound, CompanyVisitor visitor) {
            this.companyId = companyId;
            this.inRound = inRound;
            this.visitor = visitor;
        }
    }

    private final String tenant;
    private final ApiAccess<GravityZoneClient> access;
    private final CompanyPublisher publisher;
    private final PollSurroundings around;
    private final Set<String> fresh = new LinkedHashSet<>();
    private final Deque<String> round = new ArrayDeque<>();
    private @Nullable SweepPoll<GravityZoneClient, Company> companies;
    private @Nullable Instant roundStartedAt;
    private @Nullable Visit visit;
    private Links links = Links.UNASKED;
    private Map<String, List<PackageLink>> linksByCompany = Map.of();
    private SweepState state;
    private boolean waiting;
    private boolean hurried;
    private boolean stopped;

    CompanyVisits(
            String tenant,
            ApiAccess<GravityZoneClient> access,
            CompanyPublisher publisher,
            PollSurroundings around,
            SweepState state,
            Instant now) {
        this.tenant = tenant;
        this.access = access;
        this.publisher = publisher;
        this.around = around;
        this.state = state;
    }

    /** The sweeps of the companies: the two take turns, so that no answer overtakes a newer one. */
    void takeTurnsWith(SweepPoll<GravityZoneClient, Company> sweeps) {
        companies = sweeps;
    }

    /** What a sweep saw of a company. */
    void swept(Observation<Company> observation) {
        var row =
                switch (observation) {
                    case NewRow<Company> found -> found.row();
                    case ChangedRow<Company> changed -> changed.row();
                    default -> null;
                };
        if (row != null && row.value() != null && row.value().lacksDetails()) {
            fresh.add(row.id());
        }
    }

    /** A round at once, and another where one is under way. */
    void hurry(Instant now) {
        hurried = roundStartedAt != null;
        save(state.schedule().hurried(around.settings().base(), now));
        around.wake().at(tenant, Kind.PACKAGES, now);
    }

    /** While a request is under way only: between two of them a sweep may take its turn. */
    @Override
    public boolean busy() {
        return waiting;
    }

    @Override
    public void stop(Instant now) {
        stopped = true;
        waiting = true;
    }

    @Override
    public Optional<Instant> advance(Instant now) {
        if (waiting || companies == null || companies.busy()) {
            return Optional.empty();
        }
        if (visit == null && fresh.isEmpty() && round.isEmpty()) {
            var next = nextRound(now);
            if (round.isEmpty()) {
                return next;
            }
        }
        var closed = access.closedUntil(now);
        if (closed.isPresent()) {
            return closed;
        }
        var client = access.client(now);
        return client.isEmpty() ? access.closedUntil(now) : go(client.get(), now);
    }

    private Optional<Instant> nextRound(Instant now) {
        if (roundStartedAt != null) {
            endRound(roundStartedAt);
        }
        if (companies == null || !companies.everComplete()) {
            return Optional.empty();
        }
        if (!state.schedule().dueAt(now)) {
            return Optional.of(state.schedule().dueAt());
        }
        var lacking = new ArrayList<String>();
        var others = new ArrayList<String>();
        publisher.companies().forEachPresent(row -> {
            if (row.value() != null) {
                (row.value().lacksDetails() ? lacking : others).add(row.id());
            }
        });
        round.addAll(lacking);
        round.addAll(others);
        if (round.isEmpty()) {
            endRound(now);
            return Optional.of(state.schedule().dueAt());
        }
        roundStartedAt = now;
        links = Links.UNASKED;
        return Optional.empty();
    }

    private void endRound(Instant start) {
        roundStartedAt = null;
        linksByCompany = Map.of();
        var base = around.settings().base();
        var hurriedOn = hurried;
        hurried = false;
        save(
                hurriedOn
                        ? state.schedule().hurried(base, start)
                        : SweepSchedule.slowest(base, around.jitter().getAsDouble(), start));
    }

    private void save(SweepSchedule schedule) {
        state = state.with(schedule);
        around.save(tenant, Kind.PACKAGES, state);
    }

    private Optional<Instant> go(GravityZoneClient client, Instant now) {
        var current = visit == null ? nextVisit(client) : visit;
        visit = current;
        var lanes = current.inRound ? EnumSet.allOf(Lane.class) : EnumSet.of(Lane.ALL);
        var opensAt = access.opensAt(lanes, now);
        if (opensAt.isAfter(now)) {
            return Optional.of(opensAt);
        }
        waiting = current.inRound && links == Links.UNASKED
                ? around.calls().tryCall(() -> AllLinksReader.read(client), NO_LINKS, this::linked, now)
                : around.calls()
                        .tryCall(
                                () -> current.detailed ? current.visitor.packages() : current.visitor.details(),
                                BUG,
                                (step, at) -> answered(current, step, at),
                                now);
        if (!waiting) {
            return Optional.of(now.plus(SLOT_WAIT));
        }
        access.called(lanes, now);
        return Optional.empty();
    }

    private Visit nextVisit(GravityZoneClient client) {
        var isFresh = !fresh.isEmpty();
        var companyId = isFresh ? fresh.iterator().next() : round.remove();
        fresh.remove(companyId);
        return new Visit(companyId, !isFresh, new CompanyVisitor(client, companyId));
    }

    /** A key or a vendor that does not tell them is asked company by company. */
    private void linked(Answer answer, Instant now) {
        if (stopped) {
            return;
        }
        waiting = false;
        switch (answer) {
            case Answer.Links(var byCompany) -> {
                access.answered(now);
                links = Links.KNOWN;
                linksByCompany = byCompany;
            }
            case Answer.Nothing(var setback) -> {
                links = setback instanceof Setback.Throttled ? Links.UNASKED : Links.NOT_TOLD;
                if (setback == null) {
                    access.answered(now);
                } else {
                    access.setbackOfExtra(setback, now);
                }
            }
        }
        around.wake().at(tenant, Kind.COMPANIES, now);
        around.wake().at(tenant, Kind.PACKAGES, now);
    }

    /** Whether a list of its packages would say nothing that the links of all companies do not. */
    private boolean isAllSaid(String companyId) {
        return links == Links.KNOWN
                && PackageDiff.isAllSaid(
                        linksByCompany.getOrDefault(companyId, List.of()), publisher.packagesOf(companyId));
    }

    private void answered(Visit current, Step step, Instant now) {
        if (stopped) {
            return;
        }
        waiting = false;
        switch (step) {
            case Step.More() -> access.answered(now);
            case Step.Details(var details) -> {
                access.answered(now);
                learn(current, details, now);
            }
            case Step.Packages(var rows) -> {
                access.answered(now);
                learn(current.companyId, rows, now);
                visit = null;
            }
            case Step.Nothing(var setback, var everywhere) -> giveUp(current, setback, everywhere, now);
        }
        around.wake().at(tenant, Kind.COMPANIES, now);
        around.wake().at(tenant, Kind.PACKAGES, now);
    }

    private void learn(Visit current, Company details, Instant now) {
        var row = publisher.companies().find(current.companyId);
        if (row == null || row.value() == null) {
            visit = null;
            return;
        }
        var detailed = row.value().detailedBy(details);
        commit(SweepDiff.compare(row, detailed, now), now);
        current.detailed = true;
        if (!current.inRound || !detailed.mayHavePackages() || isAllSaid(current.companyId)) {
            visit = null;
        }
    }

    private void commit(Observation<Company> observation, Instant now) {
        observation.toStore().ifPresent(publisher.companies()::put);
        if (observation.published()) {
            publisher.company(observation, now);
        }
    }

    private void learn(String companyId, List<InstallationPackage> rows, Instant now) {
        around.meters().shown(Kind.PACKAGES, rows);
        for (var observation : PackageDiff.compare(rows, publisher.packagesOf(companyId), now)) {
            publisher.installationPackage(companyId, observation, now);
            around.meters().observed(Kind.PACKAGES, observation);
        }
    }

    private void giveUp(Visit current, @Nullable Setback setback, boolean everywhere, Instant now) {
        if (setback == null) {
            access.answered(now);
        } else {
            access.setback(setback, now);
        }
        visit = null;
        if (setback instanceof Setback.Throttled) {
            requeue(current);
        } else if (everywhere && current.detailed) {
            round.clear();
        } else if (everywhere) {
            fresh.clear();
        }
        // A key without the right to details may still have the right to packages.
        if (setback == null && current.inRound && !current.detailed) {
            current.detailed = true;
            visit = current;
        }
    }

    private void requeue(Visit current) {
        if (current.inRound) {
            round.addFirst(current.companyId);
        } else {
            fresh.add(current.companyId);
        }
    }
}
