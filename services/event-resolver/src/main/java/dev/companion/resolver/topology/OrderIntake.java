package dev.companion.resolver.topology;

import dev.companion.requests.RequestResult;
import dev.companion.resolver.domain.ResolutionRequest;
import dev.companion.schemas.TenantKey;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Learns that the mapper refused what was ordered. That it accepted shows in the link, and needs nothing here. */
final class OrderIntake extends ContextualProcessor<String, RequestResult, String, Object> {

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
    public void process(Record<String, RequestResult> record) {
        if (record.value() == null) {
            return;
        }
        var tenantId = TenantKey.tenantOf(record.key());
        var orderId = TenantKey.entityOf(record.key());
        var ordered = ResolutionRequest.requestOf(orderId).flatMap(stores.of(tenantId)::findDiscrepancyOf);
        var refusal = ResultRecords.refusal(record.value());
        if (ordered.isEmpty() || refusal.isEmpty()) {
            return;
        }
        var after = ordered.get().orderRefused(orderId, refusal.get());
        if (!after.equals(ordered.get())) {
            publisher.publish(tenantId, after, publisher.now(), record.headers(), orderId);
        }
    }
}
