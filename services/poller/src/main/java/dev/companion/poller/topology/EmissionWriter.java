package dev.companion.poller.topology;

import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.polling.PollEmission.HealthChanged;
import dev.companion.poller.domain.polling.PollEmission.HoldRaised;
import dev.companion.poller.domain.polling.PollEmission.TenantErased;
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
import dev.companion.poller.domain.search.SiteVariable;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.RmmOperation;
import dev.companion.runtime.OutboundRecords;
import dev.companion.runtime.OutboundRecords.Removal;
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
                out.tombstone(Topics.RMM_SITES, key, gone("site", tenant, row));
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
                out.tombstone(Topics.RMM_USERS, key, gone("user", tenant, row));
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
            out.tombstone(Topics.GRAVITYZONE_COMPANIES, key, gone("company", tenant, row));
        }
    }

    void installationPackage(String tenant, KnownRow<InstallationPackage> row) {
        var key = TenantKey.of(tenant, row.id());
        if (row.present()) {
            out.put(Topics.GRAVITYZONE_PACKAGES, key, CompanyRecords.packageRecord(tenant, row));
        } else {
            out.tombstone(Topics.GRAVITYZONE_PACKAGES, key, gone("package", tenant, row));
        }
    }

    void forgetRow(String tenant, PollKind kind, String id) {
        var key = TenantKey.of(tenant, id);
        switch (kind) {
            case SITES -> out.tombstone(Topics.RMM_SITES, key, ended("site", key));
            case USERS -> out.tombstone(Topics.RMM_USERS, key, ended("user", key));
            case COMPANIES -> out.tombstone(Topics.GRAVITYZONE_COMPANIES, key, ended("company", key));
            case PACKAGES -> out.tombstone(Topics.GRAVITYZONE_PACKAGES, key, ended("package", key));
            case ACTIVITIES, VARIABLES -> throw new IllegalStateException(kind + " have no rows");
        }
    }

    void variable(String tenant, String siteUid, SiteVariable variable) {
        out.put(
                Topics.RMM_SITE_VARIABLES,
                TenantKey.of(tenant, siteUid),
                VariableRecords.toRecord(tenant, siteUid, variable, out.now()));
    }

    void forgetVariable(String tenant, String siteUid) {
        var key = TenantKey.of(tenant, siteUid);
        out.tombstone(Topics.RMM_SITE_VARIABLES, key, ended("site-variable", key));
    }

    void hold(HoldRaised raised) {
        out.put(
                Topics.DELETION_HOLDS,
                HoldRecords.keyOf(raised.tenant(), raised.kind()),
                HoldRecords.toRecord(raised, out.now()));
    }

    void liftHold(String tenant, PollKind kind) {
        var key = HoldRecords.keyOf(tenant, kind);
        out.tombstone(Topics.DELETION_HOLDS, key, ended("deletion-hold", key));
    }

    void health(HealthChanged changed) {
        out.put(
                Topics.API_HEALTH,
                ApiHealthRecords.keyOf(changed.tenant(), changed.vendor()),
                ApiHealthRecords.toRecord(changed, out.now()));
    }

    void forgetHealth(String tenant, Vendor vendor) {
        var key = ApiHealthRecords.keyOf(tenant, vendor);
        out.tombstone(Topics.API_HEALTH, key, ended("api-health", key));
    }

    void erased(TenantErased erased) {
        out.put(
                Topics.TENANT_ERASURES,
                ErasureRecords.keyOf(erased.tenant()),
                ErasureRecords.toRecord(erased, out.now()));
    }

    void forgetErasure(String tenant) {
        var key = ErasureRecords.keyOf(tenant);
        out.tombstone(Topics.TENANT_ERASURES, key, ended("erasure", key));
    }

    /** The id is that of the record which the row would have: its sequence counts on. */
    private static Removal gone(String what, String tenant, KnownRow<?> row) {
        return new Removal("%s-%s-%s-%d".formatted(what, tenant, row.id(), row.sequence()), row.publishedAt(), null);
    }

    /** For what ends without anything being observed; a key ends at most once at a time. */
    private Removal ended(String what, String key) {
        return new Removal("%s-%s-ended-%d".formatted(what, key, out.now().toEpochMilli()), out.now(), null);
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
