package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.gate.CallFailure;
import dev.companion.poller.domain.gate.Lane;
import dev.companion.poller.domain.read.ReadResult;
import dev.companion.poller.domain.read.VendorRead;
import dev.companion.poller.domain.search.LinkSearch;
import dev.companion.poller.domain.search.PackageLinks;
import dev.companion.poller.domain.search.SiteVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Searches for links that were made before, when a person asks for it: reads the site variable of each managed site, one
 * after another and at half of our share of the quota, and compares it in memory with the installation links of all known
 * packages. It begins after a round through all companies that began after the request was seen, so the packages are known.
 */
final class LinkSearchPoll implements Poll {

    private static final Set<Lane> LANES = EnumSet.allOf(Lane.class);

    /** How often the variable of one site is asked for until the site is left out. */
    private static final int ATTEMPTS_MAX = 3;

    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(2);

    private final String tenant;
    private final ApiAccess access;
    private final PollContext context;
    private final SweepPoll<?> sites;
    private final Supplier<Optional<CompanyVisits>> visits;
    private final Supplier<@Nullable Instant> requestedAt;
    private final SiteVariables variables;
    private @Nullable LinkSearch search;
    private @Nullable Deque<String> todo;
    private @Nullable PackageLinks links;
    /** Since when this process knows of the search, on its own clock; null before. */
    private @Nullable Instant seenAt;

    private Instant reportedAt = Instant.MIN;
    private int attempts;
    private boolean waiting;

    /**
     * @param visits empty while GravityZone is not connected
     * @param requestedAt when a person last asked for a search; null for never
     */
    LinkSearchPoll(
            String tenant,
            ApiAccess access,
            PollContext context,
            SweepPoll<?> sites,
            Supplier<Optional<CompanyVisits>> visits,
            Supplier<@Nullable Instant> requestedAt) {
        this.tenant = tenant;
        this.access = access;
        this.context = context;
        this.sites = sites;
        this.visits = visits;
        this.requestedAt = requestedAt;
        this.variables = new SiteVariables(tenant, context);
        this.search = access.linkSearch();
    }

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
        var asked = requestedAt.get();
        if (waiting || asked == null) {
            return Optional.empty();
        }
        if (search == null || search.requestedAt().isBefore(asked)) {
            request(asked, now);
        }
        var current = search;
        if (current == null || current.ended()) {
            return Optional.empty();
        }
        if (links == null || todo == null) {
            var packagesAreRead = current.begun() || packagesAreRead(now);
            if (!packagesAreRead || !sites.everComplete()) {
                return Optional.empty();
            }
            current = begin(current, now);
        }
        return next(current, now);
    }

    private void request(Instant asked, Instant now) {
        search = LinkSearch.requested(asked);
        seenAt = now;
        attempts = 0;
        todo = null;
        links = null;
        report(now);
    }

    private boolean packagesAreRead(Instant now) {
        var since = seenAt == null ? now : seenAt;
        seenAt = since;
        return visits.get().filter(round -> round.readSince(since, now)).isPresent();
    }

    /** Also goes on with a search that was interrupted, from the site after the last that was reported. */
    private LinkSearch begin(LinkSearch current, Instant now) {
        var all = new ArrayList<String>();
        context.tables().sites(tenant).forEachPresent(row -> {
            if (row.value() != null && row.value().inScope()) {
                all.add(row.id());
            }
        });
        Collections.sort(all);
        var begun = current.begun()
                ? current
                : current.begin(visits.get().filter(CompanyVisits::whole).isPresent(), all.size());
        var after = begun.after();
        todo = new ArrayDeque<>(
                after == null
                        ? all
                        : all.stream().filter(uid -> uid.compareTo(after) > 0).toList());
        links = new PackageLinks(context.tables().packages(tenant), begun.whole());
        search = begun;
        report(now);
        return begun;
    }

    private Optional<Instant> next(LinkSearch current, Instant now) {
        if (todo == null || todo.isEmpty()) {
            search = current.end(now);
            todo = null;
            links = null;
            report(now);
            return Optional.empty();
        }
        var blocked = access.blockedUntil(now);
        if (blocked.isPresent() || !access.hasCredentials()) {
            return blocked;
        }
        var opensAt = access.opensAt(LANES, now);
        if (opensAt.isAfter(now)) {
            return Optional.of(opensAt);
        }
        var site = todo.getFirst();
        waiting = true;
        access.start(LANES, new VendorRead.Request.SiteVariable(site), (result, at) -> onResult(site, result, at), now);
        return Optional.empty();
    }

    private void onResult(String site, ReadResult result, Instant now) {
        waiting = false;
        context.wake().at(tenant, PollKind.VARIABLES, now);
        switch (result) {
            case ReadResult.SiteVariable(var value) -> {
                access.answered(now);
                learn(site, value, now);
            }
            case ReadResult.NoVariable(var failure) -> onFailure(site, failure, now);
            case ReadResult.NotSent() -> {
                // The same request comes next, unless calls are blocked by now.
            }
            case ReadResult other ->
                throw new IllegalStateException("search for links: unexpected result %s"
                        .formatted(other.getClass().getSimpleName()));
        }
        if (!now.isBefore(reportedAt.plus(BETWEEN_REPORTS))) {
            report(now);
        }
    }

    private void learn(String site, @Nullable String value, Instant now) {
        var current = search;
        if (links == null || current == null) {
            return;
        }
        if (links.leavesOpen(value)) {
            leaveOut(current, site);
            return;
        }
        var variable = managed(site) ? links.follow(value, now) : Optional.<SiteVariable>empty();
        variables.set(site, variable.orElse(null));
        done(variable.map(SiteVariable::leadsToPackage)
                .map(leads -> leads ? current.found(site) : current.unknown(site))
                .orElseGet(() -> current.empty(site)));
    }

    /** A site may have left the scope, or have gone, since the search began. */
    private boolean managed(String site) {
        var row = context.tables().sites(tenant).find(site);
        return row != null && row.value() != null && row.value().inScope();
    }

    /** A site that cannot be read is left out, so that it does not hold up the others. */
    private void onFailure(String site, @Nullable CallFailure failure, Instant now) {
        switch (failure) {
            case null -> {
                access.answered(now);
                attempts = ATTEMPTS_MAX;
            }
            case CallFailure.Unanswered _ -> {
                access.optionalFailed(failure, now);
                attempts++;
            }
            case CallFailure other -> access.optionalFailed(other, now);
        }
        var current = search;
        if (attempts >= ATTEMPTS_MAX && current != null) {
            leaveOut(current, site);
        }
    }

    /** An earlier reading may be wrong by now, so it does not outlive the search. */
    private void leaveOut(LinkSearch current, String site) {
        variables.forget(site);
        done(current.unread(site));
    }

    private void done(LinkSearch next) {
        search = next;
        attempts = 0;
        if (todo != null) {
            todo.poll();
        }
    }

    private void report(Instant now) {
        reportedAt = now;
        access.searched(search, now);
    }
}
