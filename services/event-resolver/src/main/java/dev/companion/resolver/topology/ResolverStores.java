package dev.companion.resolver.topology;

import dev.companion.resolver.domain.DesiredLink;
import dev.companion.resolver.domain.Discrepancy;
import dev.companion.resolver.domain.LinkSeen;
import dev.companion.runtime.StateStores;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** All that the event resolver remembers. Keys begin with the tenant, as those of topics do. */
record ResolverStores(
        KeyValueStore<String, Name> sites,
        KeyValueStore<String, Name> companies,
        KeyValueStore<String, Ids> companiesByName,
        KeyValueStore<String, DesiredLink> links,
        KeyValueStore<String, LinkSeen> statuses,
        KeyValueStore<String, Discrepancy> discrepancies,
        KeyValueStore<String, AnsweredRequest> answered) {

    static ResolverStores of(ProcessingContext context) {
        return new ResolverStores(
                context.getStateStore("sites"),
                context.getStateStore("companies"),
                context.getStateStore("companies-by-name"),
                context.getStateStore("links"),
                context.getStateStore("statuses"),
                context.getStateStore("discrepancies"),
                context.getStateStore("answered-requests"));
    }

    static List<StoreBuilder<?>> builders() {
        return List.of(
                StateStores.json("sites", Name.class),
                StateStores.json("companies", Name.class),
                StateStores.json("companies-by-name", Ids.class),
                StateStores.json("links", DesiredLink.class),
                StateStores.json("statuses", LinkSeen.class),
                StateStores.json("discrepancies", Discrepancy.class),
                StateStores.json("answered-requests", AnsweredRequest.class));
    }

    TenantStores of(String tenantId) {
        return new TenantStores(this, tenantId);
    }
}
