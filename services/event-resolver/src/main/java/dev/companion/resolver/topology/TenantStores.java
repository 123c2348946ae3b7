package dev.companion.resolver.topology;

import dev.companion.resolver.domain.CompanyName;
import dev.companion.resolver.domain.DesiredLink;
import dev.companion.resolver.domain.Discrepancy;
import dev.companion.resolver.domain.LinkSeen;
import dev.companion.resolver.domain.SiteFacts;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** One tenant's part of the stores. */
final class TenantStores {

    private final ResolverStores stores;
    private final String tenantId;

    TenantStores(ResolverStores stores, String tenantId) {
        this.stores = stores;
        this.tenantId = tenantId;
    }

    /** Everything that is known of a site, at this moment. */
    SiteFacts facts(String siteUid) {
        return new SiteFacts(
                tenantId,
                siteUid,
                Optional.ofNullable(stores.sites().get(key(siteUid))).map(Name::text),
                findLink(siteUid),
                Optional.ofNullable(stores.statuses().get(key(siteUid))));
    }

    Optional<DesiredLink> findLink(String siteUid) {
        return Optional.ofNullable(stores.links().get(key(siteUid)));
    }

    Optional<Discrepancy> findDiscrepancy(String discrepancyId) {
        return Optional.ofNullable(stores.discrepancies().get(key(discrepancyId)));
    }

    /** The discrepancy that an answered request was about. */
    Optional<Discrepancy> findDiscrepancyOf(String requestId) {
        return Optional.ofNullable(stores.answered().get(key(requestId)))
                .flatMap(answered -> findDiscrepancy(answered.discrepancyId()));
    }

    boolean hasAnswered(String requestId) {
        return stores.answered().get(key(requestId)) != null;
    }

    boolean isVisible(CompanyName name) {
        return stores.companiesByName().get(key(name.key())) != null;
    }

    void keepAnswered(String requestId, Instant at, String discrepancyId) {
        stores.answered().put(key(requestId), new AnsweredRequest(at, discrepancyId));
    }

    void keep(Discrepancy discrepancy) {
        stores.discrepancies().put(key(discrepancy.discrepancyId()), discrepancy);
    }

    /** @param name null where the site no longer exists */
    void keepSite(String siteUid, @Nullable Name name) {
        put(stores.sites(), siteUid, name);
    }

    /** @param link null where it no longer exists */
    void keepLink(String siteUid, @Nullable DesiredLink link) {
        put(stores.links(), siteUid, link);
    }

    /** @param seen null where there is no status any more */
    void keepStatus(String siteUid, @Nullable LinkSeen seen) {
        put(stores.statuses(), siteUid, seen);
    }

    /** @param name null where the company no longer exists */
    void keepCompany(String companyId, @Nullable Name name) {
        var before = stores.companies().get(key(companyId));
        put(stores.companies(), companyId, name);
        if (before != null) {
            var feature = feature(before);
            var rest = stores.companiesByName().get(feature).without(companyId);
            stores.companiesByName().put(feature, rest.ids().isEmpty() ? null : rest);
        }
        if (name != null) {
            var present = stores.companiesByName().get(feature(name));
            stores.companiesByName().put(feature(name), present == null ? Ids.of(companyId) : present.with(companyId));
        }
    }

    private String feature(Name name) {
        return key(new CompanyName(name.text()).key());
    }

    /** Looser than the key of a record: an id that came with a request may hold anything, and then matches nothing. */
    private String key(String entity) {
        return tenantId + "|" + entity;
    }

    private <V> void put(KeyValueStore<String, V> store, String id, @Nullable V value) {
        if (value == null) {
            store.delete(key(id));
        } else {
            store.put(key(id), value);
        }
    }
}
