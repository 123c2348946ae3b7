package dev.companion.mapper.topology;

import dev.companion.mapper.domain.Dismissal;
import dev.companion.mapper.domain.KnownCompany;
import dev.companion.mapper.domain.KnownSite;
import dev.companion.mapper.domain.Link;
import dev.companion.mapper.domain.SealedSecret;
import dev.companion.mapper.domain.Suggestion;
import dev.companion.mapper.domain.TenantSettings;
import dev.companion.runtime.StateStores;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * All that the mapper remembers. Keys begin with the tenant, as those of topics do.
 *
 * @param index ids by a feature that several entities may share: links by company, links and companies by name
 */
record MapperStores(
        KeyValueStore<String, TenantSettings> tenants,
        KeyValueStore<String, SealedSecret> secrets,
        KeyValueStore<String, Link> links,
        KeyValueStore<String, KnownSite> sites,
        KeyValueStore<String, KnownCompany> companies,
        KeyValueStore<String, Ids> index,
        KeyValueStore<String, Suggestion> suggestions,
        KeyValueStore<String, Dismissal> dismissals,
        KeyValueStore<String, AnsweredRequest> answered) {

    static MapperStores of(ProcessingContext context) {
        return new MapperStores(
                context.getStateStore("tenants"),
                context.getStateStore("secrets"),
                context.getStateStore("links"),
                context.getStateStore("sites"),
                context.getStateStore("companies"),
                context.getStateStore("index"),
                context.getStateStore("suggestions"),
                context.getStateStore("dismissals"),
                context.getStateStore("answered-requests"));
    }

    static List<StoreBuilder<?>> builders() {
        return List.of(
                StateStores.json("tenants", TenantSettings.class),
                StateStores.json("secrets", SealedSecret.class),
                StateStores.json("links", Link.class),
                StateStores.json("sites", KnownSite.class),
                StateStores.json("companies", KnownCompany.class),
                StateStores.json("index", Ids.class),
                StateStores.json("suggestions", Suggestion.class),
                StateStores.json("dismissals", Dismissal.class),
                StateStores.json("answered-requests", AnsweredRequest.class));
    }

    TenantStores of(String tenantId) {
        return new TenantStores(this, tenantId);
    }
}
