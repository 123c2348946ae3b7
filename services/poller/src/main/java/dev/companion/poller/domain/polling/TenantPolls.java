package dev.companion.poller.domain.polling;

import dev.companion.poller.domain.read.VendorAccess;
import dev.companion.poller.domain.read.VendorRead;
import dev.companion.poller.domain.row.Company;
import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.RowDiff;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.row.User;
import dev.companion.poller.domain.sweep.SweepSchedule;
import dev.companion.poller.domain.sweep.SweepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that is polled for one tenant under its current settings. */
public final class TenantPolls {

    private final String tenant;
    private final PollContext context;
    private final Map<PollKind, Poll> polls = new EnumMap<>(PollKind.class);
    private TenantSettings settings;
    private TenantSettings.@Nullable Rmm rmm;
    private TenantSettings.@Nullable GravityZone gravityZone;
    private @Nullable ApiAccess rmmAccess;
    private @Nullable ApiAccess gravityZoneAccess;

    /** @param settings the first ones; nothing is polled before {@link #apply} */
    public TenantPolls(String tenant, PollContext context, TenantSettings settings) {
        this.tenant = tenant;
        this.context = context;
        this.settings = settings;
    }

    /** Starts, stops and replaces the polls that the settings affect, and leaves the others alone. */
    public void apply(TenantSettings next, Instant now) {
        var before = settings;
        settings = next;
        var nextRmm = next.paused() ? null : next.rmm();
        if (!Objects.equals(rmm, nextRmm)) {
            rmm = nextRmm;
            endRmm(now);
            if (nextRmm != null) {
                pollRmm(nextRmm, now);
            }
        }
        var nextGravityZone = next.paused() ? null : next.gravityZone();
        if (!Objects.equals(gravityZone, nextGravityZone)) {
            gravityZone = nextGravityZone;
            endGravityZone(now);
            if (nextGravityZone != null) {
                pollGravityZone(nextGravityZone, now);
            }
        }
        for (var kind : PollKind.values()) {
            var wanted = next.requestsSweepSince(before) || next.judgesDifferently(before, kind);
            if (wanted && kind != PollKind.ACTIVITIES && kind != PollKind.VARIABLES) {
                sweepSoon(kind, now);
            }
        }
        if (next.requestsLinksSince(before)) {
            context.wake().at(tenant, PollKind.VARIABLES, now);
        }
        if (next.userEmails() != before.userEmails()) {
            // A response under way may contain an address that must not be published any more.
            if (polls.get(PollKind.USERS) instanceof SweepPoll<?> users) {
                users.restart(now);
            } else {
                sweepSoon(PollKind.USERS, now);
            }
        }
        if (!next.userEmails()) {
            retractEmails(now);
        }
    }

    /** Another ciphertext of a credential is stored. */
    public void sealedAgain(CredentialName name, Instant now) {
        var access =
                switch (name) {
                    case RMM_API_KEY, RMM_API_SECRET_KEY -> rmmAccess;
                    case GRAVITYZONE_API_KEY -> gravityZoneAccess;
                };
        if (access != null) {
            access.sealedAgain(now);
        }
    }

    public void stop(Instant now) {
        endRmm(now);
        endGravityZone(now);
    }

    /** Does what one poll can do now, and returns when to call this again. */
    public Optional<Instant> advance(PollKind kind, Instant now) {
        var poll = polls.get(kind);
        return poll == null ? Optional.empty() : poll.advance(now);
    }

    /** Adds since when each list is unseen, if that is longer ago than for the tenants before. */
    public void addUnseenTo(Map<PollKind, Instant> oldest) {
        polls.forEach((kind, poll) -> {
            if (poll instanceof SweepPoll<?> sweeps) {
                sweeps.unseenSince()
                        .ifPresent(
                                since -> oldest.merge(kind, since, (one, other) -> one.isBefore(other) ? one : other));
            }
        });
    }

    private void endRmm(Instant now) {
        end(PollKind.SITES, now);
        end(PollKind.USERS, now);
        end(PollKind.ACTIVITIES, now);
        end(PollKind.VARIABLES, now);
        if (rmmAccess != null) {
            rmmAccess.stop();
            rmmAccess = null;
        }
    }

    private void endGravityZone(Instant now) {
        end(PollKind.COMPANIES, now);
        end(PollKind.PACKAGES, now);
        if (gravityZoneAccess != null) {
            gravityZoneAccess.stop();
            gravityZoneAccess = null;
        }
    }

    private void end(PollKind kind, Instant now) {
        var poll = polls.remove(kind);
        if (poll != null) {
            poll.stop(now);
        }
    }

    /** A list that is not polled now, because of a pause or missing settings, is swept as soon as it is polled again. */
    private void sweepSoon(PollKind kind, Instant now) {
        switch (polls.get(kind)) {
            case SweepPoll<?> sweeps -> sweeps.sweepSoon(now);
            case CompanyVisits visits -> visits.sweepSoon(now);
            case null, default -> {
                var stored = context.tables().sweep(tenant, kind);
                if (stored != null) {
                    var schedule = stored.schedule().dueNow(context.settings().base(), now);
                    context.tables().setSweep(tenant, kind, stored.with(schedule));
                }
            }
        }
    }

    private void pollRmm(TenantSettings.Rmm account, Instant now) {
        var access = new ApiAccess(
                tenant,
                PollKind.SITES.vendor(),
                account.apiUrl(),
                context.settings().dattoPacer(now),
                () -> credentials(account),
                context,
                now);
        rmmAccess = access;
        var sites = new SweepPoll<>(
                new SweepPoll.Subject<Site>(
                        tenant,
                        PollKind.SITES,
                        false,
                        context.settings().rules(),
                        () -> settings,
                        access,
                        new SiteRequests(),
                        context.tables().sites(tenant),
                        (observation, _) -> publish(observation)),
                context,
                state(PollKind.SITES, account.revision(), access, now));
        var users = new SweepPoll<>(
                new SweepPoll.Subject<User>(
                        tenant,
                        PollKind.USERS,
                        true,
                        context.settings().rulesWithoutPointRead(),
                        () -> settings,
                        access,
                        new UserRequests(),
                        context.tables().users(tenant),
                        (observation, _) -> context.emit(new PollEmission.UserObserved(tenant, observation))),
                context,
                state(PollKind.USERS, account.revision(), access, now));
        users.startAfter(sites);
        start(PollKind.SITES, sites, now);
        start(PollKind.USERS, users, now);
        var hints = state(PollKind.ACTIVITIES, account.revision(), access, now);
        start(PollKind.ACTIVITIES, new HintPoll(tenant, access, context, hints, List.of(sites, users)), now);
        start(
                PollKind.VARIABLES,
                new LinkSearchPoll(tenant, access, context, sites, this::visits, () -> settings.linksRequestedAt()),
                now);
    }

    private void publish(Observation<Site> site) {
        context.emit(new PollEmission.SiteObserved(tenant, site));
        switch (site) {
            case Observation.Gone<Site>(var before, var _, var _) ->
                new SiteVariables(tenant, context).forget(before.id());
            case Observation.LeftScope<Site>(var before, var _) ->
                new SiteVariables(tenant, context).forget(before.id());
            default -> {}
        }
    }

    private void pollGravityZone(TenantSettings.GravityZone key, Instant now) {
        var access = new ApiAccess(
                tenant,
                PollKind.COMPANIES.vendor(),
                key.accessUrl(),
                context.settings().gravityZonePacer(now),
                () -> credentials(key),
                context,
                now);
        gravityZoneAccess = access;
        var rows = new CompanyRows(tenant, context);
        var visits =
                new CompanyVisits(tenant, access, rows, context, state(PollKind.PACKAGES, key.revision(), access, now));
        var companies = new SweepPoll<>(
                new SweepPoll.Subject<Company>(
                        tenant,
                        PollKind.COMPANIES,
                        false,
                        context.settings().rules(),
                        () -> settings,
                        access,
                        new CompanyRequests(),
                        rows.companies(),
                        (observation, at) -> {
                            rows.publish(observation, at);
                            visits.onObserved(observation);
                        }),
                context,
                state(PollKind.COMPANIES, key.revision(), access, now));
        companies.takeTurnsWith(visits);
        visits.takeTurnsWith(companies);
        start(PollKind.COMPANIES, companies, now);
        start(PollKind.PACKAGES, visits, now);
    }

    private void start(PollKind kind, Poll poll, Instant now) {
        polls.put(kind, poll);
        context.wake().at(tenant, kind, now);
    }

    /** Returns the stored state. The list is due at once if the state was made for other settings. */
    private SweepState state(PollKind kind, long revision, ApiAccess access, Instant now) {
        var stored = context.tables().sweep(tenant, kind);
        if (stored != null && stored.revision() == revision) {
            return stored;
        }
        access.unblock(now);
        var schedule = SweepSchedule.first(context.settings().base(), now);
        var next = stored == null
                ? SweepState.first(revision, schedule)
                : stored.of(revision).with(schedule);
        context.tables().setSweep(tenant, kind, next);
        return next;
    }

    private Optional<VendorAccess> credentials(TenantSettings.Rmm account) {
        return context.tables()
                .credential(tenant, CredentialName.RMM_API_KEY, account.revision())
                .flatMap(key -> context.tables()
                        .credential(tenant, CredentialName.RMM_API_SECRET_KEY, account.revision())
                        .map(secret -> new VendorAccess.Datto(account.apiUrl(), account.grant(), key, secret)));
    }

    private Optional<VendorAccess> credentials(TenantSettings.GravityZone key) {
        return context.tables()
                .credential(tenant, CredentialName.GRAVITYZONE_API_KEY, key.revision())
                .map(apiKey -> new VendorAccess.GravityZone(key.accessUrl(), key.rootCompanyId(), apiKey));
    }

    /** Removes all e-mail addresses that were published, at once and whether the vendor responds or not. */
    private void retractEmails(Instant now) {
        var known = context.tables().users(tenant);
        var withEmails = new ArrayList<KnownRow<User>>();
        known.forEachPresent(row -> {
            if (row.value() != null && !row.value().equals(row.value().withoutEmails())) {
                withEmails.add(row);
            }
        });
        for (var row : withEmails) {
            var value = row.value();
            if (value != null) {
                var observation = RowDiff.compare(row, value.withoutEmails(), now);
                observation.toStore().ifPresent(known::put);
                context.emit(new PollEmission.UserObserved(tenant, observation));
            }
        }
    }

    private Optional<CompanyVisits> visits() {
        return polls.get(PollKind.PACKAGES) instanceof CompanyVisits visits ? Optional.of(visits) : Optional.empty();
    }

    private record SiteRequests() implements SweepPoll.Requests {
        @Override
        public VendorRead.Request page(@Nullable String cursor) {
            return new VendorRead.Request.SitePage(cursor);
        }

        @Override
        public VendorRead.Request row(String id) {
            return new VendorRead.Request.SiteRow(id);
        }
    }

    private final class UserRequests implements SweepPoll.Requests {
        @Override
        public VendorRead.Request page(@Nullable String cursor) {
            return new VendorRead.Request.UserPage(cursor, settings.userEmails());
        }

        @Override
        public VendorRead.Request row(String id) {
            throw new IllegalStateException("users cannot be read one by one");
        }
    }

    private record CompanyRequests() implements SweepPoll.Requests {
        @Override
        public VendorRead.Request page(@Nullable String cursor) {
            return new VendorRead.Request.CompanyPage(cursor);
        }

        @Override
        public VendorRead.Request row(String id) {
            return new VendorRead.Request.CompanyRow(id);
        }
    }
}
