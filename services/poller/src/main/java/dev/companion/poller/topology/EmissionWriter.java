package dev.companion.poller.topology;

import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.polling.PollEmission.HealthChanged;
import dev.companion.poller.domain.polling.PollEmission.HoldRaised;
import dev.companion.poller.domain.polling.PollKind;
import dev.companion.poller.domain.row.Company;
import dev.companion.poller.domain.row.InstallationPackage;
import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.Observation;
import dev.companion.poller.domain.row.Observation.ChangedRow;
import dev.companion.poller.domain.row.Observation.EnteredScope;
import dev.companion.poller.domain.row.Observation.Gone;
import dev.companion.poller.domain.row.Observation.LeftScope;
import dev.companion.poller.domain.row.Observation.Marked;
import dev.companion.poller.domain.row.Observation.NewRow;
import dev.companion.poller.domain.row.Observation.UnchangedRow;
import dev.companion.poller.domain.row.Observation.Withheld;
import dev.companion.poller.domain.row.Site;
import dev.companion.poller.domain.row.User;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.RmmOperation;
import dev.companion.runtime.OutboundRecords;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;

/** Writes what the poller decided to the topics. */
record EmissionWriter(OutboundRecords out) {

    /** Writes the state and the change, together. */
    void site(String tenant, Observation<Site> observation) {
        switch (observation) {
            case NewRow<Site>(var row) -> site(tenant, row, SiteRecords.created(tenant, row));
            case ChangedRow<Site>(var before, var row) -> site(tenant, RmmOperation.UPDATED, before, row);
            case LeftScope<Site>(var before, var row) -> site(tenant, RmmOperation.LEFT_SCOPE, before, row);
            case EnteredScope<Site>(var before, var row) -> site(tenant, RmmOperation.ENTERED_SCOPE, before, row);
            case Gone<Site>(var before, var row, var confirmations) -> {
                var key = TenantKey.of(tenant, row.id());
                out.tombstone(Topics.RMM_SITES, key);
                out.put(Topics.RMM_CHANGES, key, SiteRecords.deleted(tenant, before, row, confirmations));
            }
            case Marked<Site> _, UnchangedRow<Site> _, Withheld<Site> _ -> {
                // Not published.
            }
        }
    }

    /** Writes the state and the change, together. */
    void user(String tenant, Observation<User> observation) {
        switch (observation) {
            case NewRow<User>(var row) -> user(tenant, row, UserRecords.created(tenant, row));
            case ChangedRow<User>(var before, var row) -> user(tenant, row, UserRecords.updated(tenant, before, row));
            case Gone<User>(var before, var row, var confirmations) -> {
                var key = TenantKey.of(tenant, row.id());
                out.tombstone(Topics.RMM_USERS, key);
                out.put(Topics.RMM_CHANGES, key, UserRecords.deleted(tenant, before, row, confirmations));
            }
            case LeftScope<User> _, EnteredScope<User> _ ->
                throw new IllegalStateException("the scope of a user never changes");
            case Marked<User> _, UnchangedRow<User> _, Withheld<User> _ -> {
                // Not published.
            }
        }
    }

    void company(String tenant, KnownRow<Company> row) {
        var key = TenantKey.of(tenant, row.id());
        if (row.present()) {
            out.put(Topics.GRAVITYZONE_COMPANIES, key, CompanyRecords.toRecord(tenant, row));
        } else {
            out.tombstone(Topics.GRAVITYZONE_COMPANIES, key);
        }
    }

    void installationPackage(String tenant, KnownRow<InstallationPackage> row) {
        var key = TenantKey.of(tenant, row.id());
        if (row.present()) {
            out.put(Topics.GRAVITYZONE_PACKAGES, key, CompanyRecords.packageRecord(tenant, row));
        } else {
            out.tombstone(Topics.GRAVITYZONE_PACKAGES, key);
        }
    }

    void forgetRow(String tenant, PollKind kind, String id) {
        var topic =
                switch (kind) {
                    case SITES -> Topics.RMM_SITES;
                    case USERS -> Topics.RMM_USERS;
                    case COMPANIES -> Topics.GRAVITYZONE_COMPANIES;
                    case PACKAGES -> Topics.GRAVITYZONE_PACKAGES;
                    case ACTIVITIES -> throw new IllegalStateException("activities have no rows");
                };
        out.tombstone(topic, TenantKey.of(tenant, id));
    }

    void hold(HoldRaised raised) {
        out.put(
                Topics.DELETION_HOLDS,
                HoldRecords.keyOf(raised.tenant(), raised.kind()),
                HoldRecords.toRecord(raised, out.now()));
    }

    void liftHold(String tenant, PollKind kind) {
        out.tombstone(Topics.DELETION_HOLDS, HoldRecords.keyOf(tenant, kind));
    }

    void health(HealthChanged changed) {
        out.put(
                Topics.API_HEALTH,
                ApiHealthRecords.keyOf(changed.tenant(), changed.vendor()),
                ApiHealthRecords.toRecord(changed, out.now()));
    }

    void forgetHealth(String tenant, Vendor vendor) {
        out.tombstone(Topics.API_HEALTH, ApiHealthRecords.keyOf(tenant, vendor));
    }

    private void site(String tenant, RmmOperation operation, KnownRow<Site> before, KnownRow<Site> row) {
        site(tenant, row, SiteRecords.changed(tenant, operation, before, row));
    }

    private void site(String tenant, KnownRow<Site> row, RmmChange change) {
        var key = TenantKey.of(tenant, row.id());
        out.put(Topics.RMM_SITES, key, SiteRecords.toRecord(tenant, row));
        out.put(Topics.RMM_CHANGES, key, change);
    }

    private void user(String tenant, KnownRow<User> row, RmmChange change) {
        var key = TenantKey.of(tenant, row.id());
        out.put(Topics.RMM_USERS, key, UserRecords.toRecord(tenant, row));
        out.put(Topics.RMM_CHANGES, key, change);
    }
}
