package dev.companion.resolver.topology;

import dev.companion.resolver.domain.DesiredLink;
import dev.companion.resolver.domain.Discrepancy;
import dev.companion.resolver.domain.LinkMemory;
import dev.companion.resolver.domain.LinkSeen;
import dev.companion.resolver.domain.TenantFacts.Health;
import dev.companion.resolver.domain.TenantFacts.Hold;
import dev.companion.resolver.domain.TenantView;
import dev.companion.runtime.StateStores;
import dev.companion.schemas.TenantKey;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * All that the event resolver remembers. Keys begin with the tenant, as those of topics do.
 *
 * @param companiesByName ids of the companies of one name
 * @param sitesByCompany sites whose link wants or uses a company
 * @param orders orders to the mapper by their id, each of one discrepancy
 * @param due by site, or by {@link TenantStores#TENANT_ITSELF}
 */
record ResolverStores(
        KeyValueStore<String, StoredSite> sites,
        KeyValueStore<String, StoredCompany> companies,
        KeyValueStore<String, Ids> companiesByName,
        KeyValueStore<String, Ids> sitesByCompany,
        KeyValueStore<String, DesiredLink> links,
        KeyValueStore<String, LinkSeen> statuses,
        KeyValueStore<String, LinkMemory> memories,
        KeyValueStore<String, TenantView> tenants,
        KeyValueStore<String, Health> health,
        KeyValueStore<String, Hold> holds,
        KeyValueStore<String, Discrepancy> discrepancies,
        KeyValueStore<String, AnsweredRequest> answered,
        KeyValueStore<String, PlacedOrder> orders,
        KeyValueStore<String, Due> due) {

    static ResolverStores of(ProcessingContext context) {
        return new ResolverStores(
                context.getStateStore("sites"),
                context.getStateStore("companies"),
                context.getStateStore("companies-by-name"),
                context.getStateStore("sites-by-company"),
                context.getStateStore("links"),
                context.getStateStore("statuses"),
                context.getStateStore("memories"),
                context.getStateStore("tenants"),
                context.getStateStore("health"),
                context.getStateStore("holds"),
                context.getStateStore("discrepancies"),
                context.getStateStore("answered-requests"),
                context.getStateStore("orders"),
                context.getStateStore("due"));
    }

    static List<StoreBuilder<?>> builders() {
        return List.of(
                StateStores.json("sites", StoredSite.class),
                StateStores.json("companies", StoredCompany.class),
                StateStores.json("companies-by-name", Ids.class),
                StateStores.json("sites-by-company", Ids.class),
                StateStores.json("links", DesiredLink.class),
                StateStores.json("statuses", LinkSeen.class),
                StateStores.json("memories", LinkMemory.class),
                StateStores.json("tenants", TenantView.class),
                StateStores.json("health", Health.class),
                StateStores.json("holds", Hold.class),
                StateStores.json("discrepancies", Discrepancy.class),
                StateStores.json("answered-requests", AnsweredRequest.class),
                StateStores.json("orders", PlacedOrder.class),
                StateStores.json("due", Due.class));
    }

    /** Links that an earlier version stored are in no index of companies. */
    void indexOlderLinks() {
        try (var indexed = sitesByCompany.all()) {
            if (indexed.hasNext()) {
                return;
            }
        }
        try (var all = links.all()) {
            all.forEachRemaining(
                    entry -> of(TenantKey.tenantOf(entry.key)).indexCompaniesOf(TenantKey.entityOf(entry.key)));
        }
    }

    TenantStores of(String tenantId) {
        return new TenantStores(this, tenantId);
    }
}
