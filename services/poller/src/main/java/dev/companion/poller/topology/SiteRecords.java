package dev.companion.poller.topology;

import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.Site;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.RmmEntity;
import dev.companion.rmm.RmmOperation;
import dev.companion.rmm.SiteScope;
import dev.companion.runtime.EventMetadatas;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sites and their changes as records. */
final class SiteRecords {

    private SiteRecords() {}

    static dev.companion.rmm.Site toRecord(String tenant, KnownRow<Site> row) {
        var site = Objects.requireNonNull(row.value(), "a present row has a value");
        return dev.companion.rmm.Site.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "site-%s-%s-%d".formatted(tenant, row.id(), row.sequence()),
                        row.publishedAt(),
                        row.sequence(),
                        null))
                .setTenantId(tenant)
                .setSiteUid(site.id())
                .setSiteId(site.number())
                .setName(site.name())
                .setDescription(site.description())
                .setScope(
                        switch (site.scope()) {
                            case UNKNOWN -> SiteScope.UNKNOWN;
                            case MANAGED -> SiteScope.MANAGED;
                            case ON_DEMAND -> SiteScope.ON_DEMAND;
                        })
                .setDevices(site.devices())
                .setPortalUrl(site.portalUrl())
                .setIncarnation(row.incarnation())
                .build();
    }

    static RmmChange created(String tenant, KnownRow<Site> row) {
        return change(tenant, row, RmmOperation.CREATED, null, toRecord(tenant, row), List.of(), 0);
    }

    static RmmChange changed(String tenant, RmmOperation operation, KnownRow<Site> before, KnownRow<Site> row) {
        var was = Objects.requireNonNull(before.value(), "a present row has a value");
        var is = Objects.requireNonNull(row.value(), "a present row has a value");
        return change(
                tenant, row, operation, toRecord(tenant, before), toRecord(tenant, row), is.changedFields(was), 0);
    }

    static RmmChange deleted(String tenant, KnownRow<Site> before, KnownRow<Site> row, int confirmations) {
        return change(tenant, row, RmmOperation.DELETED, toRecord(tenant, before), null, List.of(), confirmations);
    }

    private static RmmChange change(
            String tenant,
            KnownRow<Site> row,
            RmmOperation operation,
            dev.companion.rmm.@Nullable Site before,
            dev.companion.rmm.@Nullable Site after,
            List<String> changedFields,
            int confirmations) {
        return RmmChanges.of(tenant, RmmEntity.SITE, row, operation, changedFields, confirmations)
                .setSiteBefore(before)
                .setSiteAfter(after)
                .build();
    }
}
