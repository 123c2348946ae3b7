package dev.companion.mapper.topology;

import dev.companion.rmm.Site;
import dev.companion.schemas.TenantKey;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Remembers which sites there are. A site that goes keeps its link: what then is to happen is for people to say. */
final class SiteIntake extends ContextualProcessor<String, Site, String, Object> {

    @SuppressWarnings("NullAway.Init") // init comes before the first record
    private MapperStores stores;

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        stores = MapperStores.of(context);
    }

    @Override
    public void process(Record<String, Site> record) {
        stores.of(TenantKey.tenantOf(record.key()))
                .keepSite(TenantKey.entityOf(record.key()), SiteRecords.toDomain(record.value()))
                .ifPresent(touched -> context().forward(record.withValue((Object) touched)));
    }
}
