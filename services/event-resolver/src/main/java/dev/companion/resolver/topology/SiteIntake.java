package dev.companion.resolver.topology;

import dev.companion.rmm.Site;
import dev.companion.schemas.TenantKey;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What is observed of sites. */
final class SiteIntake extends ContextualProcessor<String, Site, String, Object> {

    @SuppressWarnings("NullAway.Init") // init comes before the first record
    private ResolverStores stores;

    @SuppressWarnings("NullAway.Init") // init comes before the first record
    private DiscrepancyPublisher publisher;

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        stores = ResolverStores.of(context);
        publisher = new DiscrepancyPublisher(context, stores);
    }

    @Override
    public void process(Record<String, Site> record) {
        var tenantId = TenantKey.tenantOf(record.key());
        var siteUid = TenantKey.entityOf(record.key());
        var name = record.value() == null ? null : new Name(record.value().getName());
        stores.of(tenantId).keepSite(siteUid, name);
        var causedBy =
                record.value() == null ? null : record.value().getMetadata().getEventId();
        publisher.review(tenantId, siteUid, record.headers(), causedBy);
    }
}
