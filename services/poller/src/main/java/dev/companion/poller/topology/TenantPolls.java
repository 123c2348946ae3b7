package dev.companion.poller.topology;

import dev.companion.datto.DattoRmmClient;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.poller.domain.Company;
import dev.companion.poller.domain.Deletions;
import dev.companion.poller.domain.Site;
import dev.companion.poller.domain.SweepSchedule;
import dev.companion.poller.domain.SweepState;
import dev.companion.poller.http.CompanyWalker;
import dev.companion.poller.http.SiteWalker;
import java.time.Instant;
import java.util.EnumMap;
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
    private TenantSettings.@Nullable Rmm rmm;
    private TenantSettings.@Nullable GravityZone gravityZone;

    TenantPolls(String tenant, VendorKeys keys, PollSurroundings around) {
        this.tenant = tenant;
        this.keys = keys;
        this.around = around;
    }

    /** Starts, stops and replaces what the settings ask for, and leaves alone what they do not touch. */
    void follow(TenantSettings settings, Instant now) {
        var wantedRmm = settings.paused() ? null : settings.rmm();
        if (!Objects.equals(rmm, wantedRmm)) {
            rmm = wantedRmm;
            end(Kind.SITES);
            if (wantedRmm != null) {
                pollSites(wantedRmm, now);
            }
        }
        var wantedGravityZone = settings.paused() ? null : settings.gravityZone();
        if (!Objects.equals(gravityZone, wantedGravityZone)) {
            gravityZone = wantedGravityZone;
            end(Kind.COMPANIES);
            end(Kind.PACKAGES);
            if (wantedGravityZone != null) {
                pollCompanies(wantedGravityZone, now);
            }
        }
    }

    void stop() {
        for (var kind : Kind.values()) {
            end(kind);
        }
    }

    /** Does what can be done now, and answers when to look again. */
    Optional<Instant> advance(Kind kind, Instant now) {
        var poll = polls.get(kind);
        return poll == null ? Optional.empty() : poll.advance(now);
    }

    private void end(Kind kind) {
        var poll = polls.remove(kind);
        if (poll != null) {
            poll.stop();
        }
    }

    private void pollSites(TenantSettings.Rmm access, Instant now) {
        var way = new ApiAccess<>(
                tenant,
                Kind.SITES.api(),
                access.apiUrl(),
                around.settings().dattoPacer(now),
                () -> keys.datto(tenant, access),
                around,
                now);
        var subject = new SweepPoll.Subject<DattoRmmClient, Site>(
                tenant,
                Kind.SITES,
                way,
                SiteWalker::new,
                new KnownStore<>(around.stores().sites(), RowCodec.SITES, tenant),
                new SitePublisher(tenant, around.out())::publish);
        polls.put(Kind.SITES, new SweepPoll<>(subject, around, state(Kind.SITES, access.revision(), way, now)));
        around.wake().at(tenant, Kind.SITES, now);
    }

    private void pollCompanies(TenantSettings.GravityZone access, Instant now) {
        var way = new ApiAccess<>(
                tenant,
                Kind.COMPANIES.api(),
                access.accessUrl(),
                around.settings().gravityZonePacer(now),
                () -> keys.gravityZone(tenant, access),
                around,
                now);
        var publisher = new CompanyPublisher(tenant, around.stores(), around.out());
        var visits = new CompanyVisits(
                tenant, way, publisher, around, state(Kind.PACKAGES, access.revision(), way, now), now);
        var subject = new SweepPoll.Subject<GravityZoneClient, Company>(
                tenant,
                Kind.COMPANIES,
                way,
                client -> new CompanyWalker(client, access.rootCompanyId()),
                publisher.companies(),
                (observation, at) -> {
                    publisher.company(observation, at);
                    visits.swept(observation);
                });
        var companies = new SweepPoll<>(subject, around, state(Kind.COMPANIES, access.revision(), way, now));
        companies.takeTurnsWith(visits);
        visits.takeTurnsWith(companies);
        polls.put(Kind.COMPANIES, companies);
        polls.put(Kind.PACKAGES, visits);
        around.wake().at(tenant, Kind.COMPANIES, now);
        around.wake().at(tenant, Kind.PACKAGES, now);
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
                ? new SweepState(revision, schedule, Deletions.NONE, null)
                : new SweepState(revision, schedule, stored.deletions(), stored.completeAt());
        around.save(tenant, kind, fresh);
        return fresh;
    }
}
