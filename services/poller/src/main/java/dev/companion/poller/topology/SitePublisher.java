package dev.companion.poller.topology;

import dev.companion.poller.domain.KnownRow;
import dev.companion.poller.domain.Observation;
import dev.companion.poller.domain.Observation.ChangedRow;
import dev.companion.poller.domain.Observation.EnteredScope;
import dev.companion.poller.domain.Observation.Gone;
import dev.companion.poller.domain.Observation.LeftScope;
import dev.companion.poller.domain.Observation.Marked;
import dev.companion.poller.domain.Observation.NewRow;
import dev.companion.poller.domain.Observation.UnchangedRow;
import dev.companion.poller.domain.Observation.Withheld;
import dev.companion.poller.domain.Site;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.RmmOperation;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import java.time.Instant;

/** Publishes what was observed of a tenant's sites: the state and the change that brought it about, together. */
record SitePublisher(String tenant, Out out) {

    void publish(Observation<Site> observation, Instant now) {
        switch (observation) {
            case NewRow<Site>(var row) -> put(row, SiteRecords.created(tenant, row), now);
            case ChangedRow<Site>(var before, var row) -> changed(RmmOperation.UPDATED, before, row, now);
            case LeftScope<Site>(var before, var row) -> changed(RmmOperation.LEFT_SCOPE, before, row, now);
            case EnteredScope<Site>(var before, var row) -> changed(RmmOperation.ENTERED_SCOPE, before, row, now);
            case Gone<Site>(var before, var row, var confirmations) -> {
                var key = TenantKey.of(tenant, row.id());
                out.bury(Topics.RMM_SITES, key, now);
                out.publish(Topics.RMM_CHANGES, key, SiteRecords.deleted(tenant, before, row, confirmations), now);
            }
            case Marked<Site> _, UnchangedRow<Site> _, Withheld<Site> _ -> {
                // Nothing that readers would learn from.
            }
        }
    }

    private void changed(RmmOperation operation, KnownRow<Site> before, KnownRow<Site> row, Instant now) {
        put(row, SiteRecords.changed(tenant, operation, before, row), now);
    }

    private void put(KnownRow<Site> row, RmmChange change, Instant now) {
        var key = TenantKey.of(tenant, row.id());
        out.publish(Topics.RMM_SITES, key, SiteRecords.toRecord(tenant, row), now);
        out.publish(Topics.RMM_CHANGES, key, change, now);
    }
}
