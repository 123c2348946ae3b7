package dev.companion.resolver.topology;

import dev.companion.links.LinkStatus;
import dev.companion.schemas.TenantKey;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What was done about sites. */
final class StatusIntake extends ContextualProcessor<String, LinkStatus, String, Object> {

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
    public void process(Record<String, LinkStatus> record) {
        var tenantId = TenantKey.tenantOf(record.key());
        var siteUid = TenantKey.entityOf(record.key());
        stores.of(tenantId).keepStatus(siteUid, StatusRecords.toDomain(record.value()));
        var causedBy =
                record.value() == null ? null : record.value().getMetadata().getEventId();
        publisher.review(tenantId, siteUid, record.headers(), causedBy);
    }
}
