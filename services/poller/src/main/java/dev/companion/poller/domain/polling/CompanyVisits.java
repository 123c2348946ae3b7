package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.gate.CallFailure;
import dev.companion.poller.domain.gate.Lane;
import dev.companion.poller.domain.read.PackageListing;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.read.VendorRead;
import dev.companion.poller.domain.row.Company;
import dev.companion.poller.domain.row.InstallationPackage;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Observation.ChangedRow;
import dev.companion.poller.domain.row.Observation.NewRow;
import dev.companion.poller.domain.row.PackageDiff;
import dev.companion.poller.domain.row.PackageLink;
import dev.companion.poller.domain.row.RowDiff;
import dev.companion.poller.domain.sweep.SweepSchedule;
import dev.companion.poller.domain.sweep.SweepState;
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
 * Visits to the companies of one tenant, for what the list of companies does not say. A company that is new or has moved
 * is visited at once, for its details. Every company is visited in rounds, for its details and its packages, one after
 * another and at half of our share of the quota. A company that refuses is skipped until the next round.
 */
final class CompanyVisits implements Poll {

    /** What is known about the links of all companies in this round. */
    private enum Links {
        NOT_READ,
        KNOWN,
        NOT_AVAILABLE
    }

    private static final class Visit {
        final String companyId;
        final boolean inRound;
        final PackageListing packages;
        boolean detailed;

        Visit(String companyId, boolean inRound) {
            this.companyId = companyId;
            this.inRound = inRound;
            this.packages = new PackageListing(companyId);
        }
    }

    private final String tenant;
    private final ApiAccess access;
    private final CompanyRows rows;
    private final PollContext context;
    private final Set<String> withoutDetails = new LinkedHashSet<>();
    private final Deque<String> round = new ArrayDeque<>();
    private @Nullable SweepPoll<Company> companies;
    private @Nullable Instant roundStartedAt;

    /** Start of the last round that ended, as far as this process knows. */
    private @Nullable Instant lastStartedAt;

    private @Nullable Visit visit;
    private Links links = Links.NOT_READ;
    private Map<String, List<PackageLink>> linksByCompany = Map.of();
    private SweepState state;
    private boolean waiting;
    private boolean roundAgain;

    /** Whether the packages of every company could be read so far in the round under way. */
    private boolean whole;

    /** The same of the last round that ended; the next one may have begun in the same decision. */
    private boolean lastWhole;

    CompanyVisits(String tenant, ApiAccess access, CompanyRows rows, PollContext context, SweepState state) {
        this.tenant = tenant;
        this.access = access;
        this.rows = rows;
        this.context = context;
        this.state = state;
    }

    /** Takes turns with the sweeps of the companies, so no response overtakes a newer one. */
    void takeTurnsWith(SweepPoll<Company> sweeps) {
        companies = sweeps;
    }

    /** Notes what a sweep observed about a company. */
    void onObserved(Observation<Company> observation) {
        var row =
                switch (observation) {
                    case NewRow<Company> found -> found.row();
                    case ChangedRow<Company> changed -> changed.row();
                    default -> null;
                };
        if (row != null && row.value() != null && row.value().lacksDetails()) {
            withoutDetails.add(row.id());
        }
    }

    /** Starts a round at once, and another one after a round under way. */
    void sweepSoon(Instant now) {
        roundAgain = roundStartedAt != null;
        save(state.schedule().dueNow(context.settings().base(), now));
        context.wake().at(tenant, PollKind.PACKAGES, now);
    }

    /** Whether a round that began at this time or later has ended. If not, one comes as soon as possible. */
    boolean readSince(Instant time, Instant now) {
        if (lastStartedAt != null && !lastStartedAt.isBefore(time)) {
            return true;
        }
        var comes = roundStartedAt == null ? state.schedule().dueAt(now) : roundAgain || !roundStartedAt.isBefore(time);
        if (!comes) {
            sweepSoon(now);
        }
        return false;
    }

    /** Whether the last round that ended could read the packages of every company, as far as this process knows. */
    boolean whole() {
        return lastWhole;
    }

    /** Only while a request is under way: between two requests a sweep may take its turn. */
    @Override
    public boolean busy() {
        return waiting;
    }

    @Override
    public void stop(Instant now) {
        waiting = true;
    }

    @Override
    public Optional<Instant> advance(Instant now) {
        if (waiting || companies == null || companies.busy()) {
            return Optional.empty();
        }
        if (visit == null && withoutDetails.isEmpty() && round.isEmpty()) {
            var next = nextRound(now);
            if (round.isEmpty()) {
                return next;
            }
        }
        var blocked = access.blockedUntil(now);
        return blocked.isPresent() || !access.hasCredentials() ? blocked : request(now);
    }

    private Optional<Instant> nextRound(Instant now) {
        if (roundStartedAt != null) {
            endRound(roundStartedAt, now);
        }
        if (companies == null || !companies.everComplete()) {
            return Optional.empty();
        }
        if (!state.schedule().dueAt(now)) {
            return Optional.of(state.schedule().dueAt());
        }
        var lacking = new ArrayList<String>();
        var others = new ArrayList<String>();
        rows.companies().forEachPresent(row -> {
            if (row.value() != null) {
                (row.value().lacksDetails() ? lacking : others).add(row.id());
            }
        });
        round.addAll(lacking);
        round.addAll(others);
        if (round.isEmpty()) {
            whole = true;
            endRound(now, now);
            return Optional.of(state.schedule().dueAt());
        }
        roundStartedAt = now;
        whole = true;
        links = Links.NOT_READ;
        return Optional.empty();
    }

    private void endRound(Instant start, Instant now) {
        roundStartedAt = null;
        lastStartedAt = start;
        lastWhole = whole;
        linksByCompany = Map.of();
        var base = context.settings().base();
        var again = roundAgain;
        roundAgain = false;
        state = state.completedAt(now);
        context.wake().at(tenant, PollKind.VARIABLES, now);
        save(
                again
                        ? state.schedule().dueNow(base, start)
                        : SweepSchedule.slowest(base, context.jitter().getAsDouble(), start));
    }

    private void save(SweepSchedule schedule) {
        state = state.with(schedule);
        context.tables().setSweep(tenant, PollKind.PACKAGES, state);
    }

    private Optional<Instant> request(Instant now) {
        var current = visit == null ? nextVisit() : visit;
        visit = current;
        var lanes = current.inRound ? EnumSet.allOf(Lane.class) : EnumSet.of(Lane.ALL);
        var opensAt = access.opensAt(lanes, now);
        if (opensAt.isAfter(now)) {
            return Optional.of(opensAt);
        }
        waiting = true;
        if (current.inRound && links == Links.NOT_READ) {
            access.start(lanes, new VendorRead.Request.AllLinks(), this::onLinks, now);
        } else {
            var request = current.detailed
                    ? current.packages.next()
                    : new VendorRead.Request.CompanyDetails(current.companyId);
            access.start(lanes, request, (result, at) -> onResult(current, result, at), now);
        }
        return Optional.empty();
    }

    private Visit nextVisit() {
        var lacksDetails = !withoutDetails.isEmpty();
        var companyId = lacksDetails ? withoutDetails.iterator().next() : round.remove();
        withoutDetails.remove(companyId);
        return new Visit(companyId, !lacksDetails);
    }

    /** If a key or a vendor does not provide all links, they are read company by company. */
    private void onLinks(ReadResult result, Instant now) {
        waiting = false;
        switch (result) {
            case ReadResult.AllLinks(var byCompany) -> {
                access.answered(now);
                links = Links.KNOWN;
                linksByCompany = byCompany;
            }
            case ReadResult.NoDetails(var failure, var _) -> {
                links = failure instanceof CallFailure.Throttled ? Links.NOT_READ : Links.NOT_AVAILABLE;
                if (failure == null) {
                    access.answered(now);
                } else {
                    access.optionalFailed(failure, now);
                }
            }
            case ReadResult.NotSent() -> {
                // The same request comes next, unless calls are blocked by now.
            }
            case ReadResult other -> throw unexpected(other);
        }
        wakeBoth(now);
    }

    private void onResult(Visit current, ReadResult result, Instant now) {
        waiting = false;
        switch (result) {
            case ReadResult.Details(var details) -> {
                access.answered(now);
                learn(current, details, now);
            }
            case ReadResult.PackagePage page -> {
                access.answered(now);
                current.packages.add(page);
                if (current.packages.isEmpty()) {
                    learn(current.companyId, List.of(), now);
                }
                whole &= !current.packages.isEndless();
                if (current.packages.isEmpty() || current.packages.isEndless()) {
                    visit = null;
                }
            }
            case ReadResult.CompanyLinks(var ofCompany) -> {
                access.answered(now);
                learn(current.companyId, current.packages.joined(ofCompany), now);
                visit = null;
            }
            case ReadResult.NoDetails(var failure, var everywhere) -> giveUp(current, failure, everywhere, now);
            case ReadResult.NotSent() -> {
                // The same request comes next, unless calls are blocked by now.
            }
            case ReadResult other -> throw unexpected(other);
        }
        wakeBoth(now);
    }

    private void wakeBoth(Instant now) {
        context.wake().at(tenant, PollKind.COMPANIES, now);
        context.wake().at(tenant, PollKind.PACKAGES, now);
    }

    /** Whether a list of the company's packages would say nothing that the links of all companies do not. */
    private boolean linksSayAll(String companyId) {
        return links == Links.KNOWN
                && PackageDiff.linksSayAll(
                        linksByCompany.getOrDefault(companyId, List.of()), rows.packagesOf(companyId));
    }

    private void learn(Visit current, Company details, Instant now) {
        var row = rows.companies().find(current.companyId);
        if (row == null || row.value() == null) {
            visit = null;
            return;
        }
        var detailed = row.value().detailedBy(details);
        commit(RowDiff.compare(row, detailed, now), now);
        current.detailed = true;
        if (!current.inRound || !detailed.mayHavePackages() || linksSayAll(current.companyId)) {
            visit = null;
        }
    }

    private void commit(Observation<Company> observation, Instant now) {
        observation.toStore().ifPresent(rows.companies()::put);
        if (observation.published()) {
            rows.publish(observation, now);
        }
    }

    private void learn(String companyId, List<InstallationPackage> packages, Instant now) {
        var tally = new RowTally(PollKind.PACKAGES);
        tally.show(packages);
        for (var observation : PackageDiff.compare(packages, rows.packagesOf(companyId), now)) {
            rows.putPackage(companyId, observation);
            tally.observe(observation);
        }
        tally.counted().ifPresent(context::emit);
    }

    private void giveUp(Visit current, @Nullable CallFailure failure, boolean everywhere, Instant now) {
        if (failure == null) {
            access.answered(now);
        } else {
            access.failed(failure, now);
        }
        visit = null;
        if (current.inRound && !(failure instanceof CallFailure.Throttled) && (failure != null || current.detailed)) {
            whole = false;
        }
        if (failure instanceof CallFailure.Throttled) {
            requeue(current);
        } else if (everywhere && current.detailed) {
            round.clear();
        } else if (everywhere) {
            withoutDetails.clear();
        }
        // A key without the right to details may still have the right to packages.
        if (failure == null && current.inRound && !current.detailed) {
            current.detailed = true;
            visit = current;
        }
    }

    private void requeue(Visit current) {
        if (current.inRound) {
            round.addFirst(current.companyId);
        } else {
            withoutDetails.add(current.companyId);
        }
    }

    private static IllegalStateException unexpected(ReadResult result) {
        return new IllegalStateException("visit of a company: unexpected result %s"
                .formatted(result.getClass().getSimpleName()));
    }
}
