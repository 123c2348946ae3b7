package dev.companion.poller.topology;

import dev.companion.datto.DattoRmmClient;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.poller.domain.Company;
import dev.companion.poller.domain.QuotaUse;
import dev.companion.poller.domain.Site;
import dev.companion.poller.domain.SweepSchedule;
import dev.companion.poller.domain.SweepState;
import dev.companion.poller.domain.User;
import dev.companion.poller.http.CompanyWalker;
import dev.companion.poller.http.SiteWalker;
import dev.companion.poller.http.UserWalker;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that is polled for one tenant, as its settings say. */
final class TenantPolls {

    private final String tenant;
    private final VendorKeys keys;
    private final PollSurroundings around;
    private final Map<Kind, Poll> polls = new EnumMap<>(Kind.class);
    private TenantSettings settings;
    private TenantSettings.@Nullable Rmm rmm;
    private TenantSettings.@Nullable GravityZone gravityZone;

    /** @param settings to begin with; nothing is polled before {@link #follow} */
    TenantPolls(String tenant, VendorKeys keys, PollSurroundings around, TenantSettings settings) {
        this.tenant = tenant;
        this.keys = keys;
        this.around = around;
        this.settings = settings;
    }

    /** Starts, stops and replaces what the settings ask for, and leaves alone what they do not touch. */
    void follow(TenantSettings wanted, Instant now) {
        var before = settings;
        settings = wanted;
        var wantedRmm = wanted.paused() ? null : wanted.rmm();
        if (!Objects.equals(rmm, wantedRmm)) {
            rmm = wantedRmm;
            end(Kind.SITES, now);
            end(Kind.USERS, now);
            end(Kind.ACTIVITIES, now);
            if (wantedRmm != null) {
                pollRmm(wantedRmm, now);
            }
        }
        var wantedGravityZone = wanted.paused() ? null : wanted.gravityZone();
        if (!Objects.equals(gravityZone, wantedGravityZone)) {
            gravityZone = wantedGravityZone;
            end(Kind.COMPANIES, now);
            end(Kind.PACKAGES, now);
            if (wantedGravityZone != null) {
                pollCompanies(wantedGravityZone, now);
            }
        }
        for (var kind : Kind.values()) {
            var asked = wanted.asksForSweepSince(before);
            if (asked && polls.get(kind) instanceof SweepPoll<?, ?> sweeps) {
                sweeps.hurryFor(now);
            } else if ((asked || wanted.judgesOtherwiseThan(before, kind)) && kind != Kind.ACTIVITIES) {
                hurry(kind, now);
            }
        }
        if (wanted.userEmails() != before.userEmails()) {
            // An answer on its way may still name what must not be named any more.
            if (polls.get(Kind.USERS) instanceof SweepPoll<?, ?> users) {
                users.beginAnew(now);
            } else {
                hurry(Kind.USERS, now);
            }
        }
        if (!wanted.userEmails()) {
            userPublisher().takeEmailsBack(now);
        }
    }

    void stop(Instant now) {
        for (var kind : Kind.values()) {
            end(kind, now);
        }
    }

    /** Does what can be done now, and answers when to look again. */
    Optional<Instant> advance(Kind kind, Instant now) {
        var poll = polls.get(kind);
        return poll == null ? Optional.empty() : poll.advance(now);
    }

    private void end(Kind kind, Instant now) {
        var poll = polls.remove(kind);
        if (poll != null) {
            poll.stop(now);
        }
    }

    /** What is not polled now, for a pause or for want of settings, is hurried for when it is. */
    private void hurry(Kind kind, Instant now) {
        switch (polls.get(kind)) {
            case SweepPoll<?, ?> sweeps -> sweeps.hurry(now);
            case CompanyVisits visits -> visits.hurry(now);
            case null, default -> {
                var stored = around.stores().sweeps().get(PollerStores.sweepKey(tenant, kind));
                if (stored != null) {
                    var schedule = stored.schedule().hurried(around.settings().base(), now);
                    around.save(tenant, kind, stored.with(schedule));
                }
            }
        }
    }

    private void pollRmm(TenantSettings.Rmm access, Instant now) {
        var way = new ApiAccess<>(
                tenant,
                Kind.SITES.api(),
                access.apiUrl(),
                around.settings().dattoPacer(now),
                () -> keys.datto(tenant, access),
                client -> client.lastRequestRate().map(rate -> new QuotaUse(rate.readCount(), rate.readLimit())),
                around,
                now);
        var sites = new SweepPoll<>(
                new SweepPoll.Subject<DattoRmmClient, Site>(
                        tenant,
                        Kind.SITES,
                        false,
                        around.settings().rules(),
                        () -> settings,
                        way,
                        SiteWalker::new,
                        new KnownStore<>(around.stores().sites(), RowCodec.SITES, tenant),
                        new SitePublisher(tenant, around.out())::publish),
                around,
                state(Kind.SITES, access.revision(), way, now));
        var publisher = userPublisher();
        var users = new SweepPoll<>(
                new SweepPoll.Subject<DattoRmmClient, User>(
                        tenant,
                        Kind.USERS,
                        true,
                        around.settings().rulesWithoutPointRead(),
                        () -> settings,
                        way,
                        client -> new UserWalker(client, tenant, settings.userEmails()),
                        publisher.known(),
                        publisher::publish),
                around,
                state(Kind.USERS, access.revision(), way, now));
        users.startAfter(sites);
        start(Kind.SITES, sites, now);
        start(Kind.USERS, users, now);
        var hints = state(Kind.ACTIVITIES, access.revision(), way, now);
        start(Kind.ACTIVITIES, new HintPoll(tenant, way, around, hints, List.of(sites, users)), now);
    }

    private UserPublisher userPublisher() {
        return new UserPublisher(
                tenant, new KnownStore<>(around.stores().users(), RowCodec.USERS, tenant), around.out());
    }

    private void pollCompanies(TenantSettings.GravityZone access, Instant now) {
        var way = new ApiAccess<GravityZoneClient>(
                tenant,
                Kind.COMPANIES.api(),
                access.accessUrl(),
                around.settings().gravityZonePacer(now),
                () -> keys.gravityZone(tenant, access),
                _ -> Optional.empty(),
                around,
                now);
        var publisher = new CompanyPublisher(tenant, around.stores(), around.out());
        var visits = new CompanyVisits(
                tenant, way, publisher, around, state(Kind.PACKAGES, access.revision(), way, now), now);
        var companies = new SweepPoll<>(
                new SweepPoll.Subject<GravityZoneClient, Company>(
                        tenant,
                        Kind.COMPANIES,
                        false,
                        around.settings().rules(),
                        () -> settings,
                        way,
                        client -> new CompanyWalker(client, access.rootCompanyId()),
                        publisher.companies(),
                        (observation, at) -> {
                            publisher.company(observation, at);
                            visits.swept(observation);
                        }),
                around,
                state(Kind.COMPANIES, access.revision(), way, now));
        companies.takeTurnsWith(visits);
        visits.takeTurnsWith(companies);
        start(Kind.COMPANIES, companies, now);
        start(Kind.PACKAGES, visits, now);
    }

    private void start(Kind kind, Poll poll, Instant now) {
        polls.put(kind, poll);
        around.wake().at(tenant, kind, now);
    }

    /** What was remembered; due at once where the settings are others than it was made for. */
    private SweepState state(Kind kind, long revision, ApiAccess<?> way, Instant now) {
        var stored = around.stores().sweeps().get(PollerStores.sweepKey(tenant, kind));
        if (stored != null && stored.revision() == revision) {
            return stored;
        }
        way.reopened(now);
        var schedule = SweepSchedule.first(around.settings().base(), now);
        var fresh = stored == null
                ? SweepState.first(revision, schedule)
                : stored.of(revision).with(schedule);
        around.save(tenant, kind, fresh);
        return fresh;
    }
}
