package dev.companion.resolver.topology;

import dev.companion.links.Link;
import dev.companion.schemas.TenantKey;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What is desired of sites. */
final class LinkIntake extends ContextualProcessor<String, Link, String, Object> {

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
    public void process(Record<String, Link> record) {
        var tenantId = TenantKey.tenantOf(record.key());
        var siteUid = TenantKey.entityOf(record.key());
        stores.of(tenantId).keepLink(siteUid, LinkRecords.toDomain(record.value()));
        var causedBy =
                record.value() == null ? null : record.value().getMetadata().getEventId();
        publisher.review(tenantId, siteUid, record.headers(), causedBy);
    }
}
