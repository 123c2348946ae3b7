package dev.companion.resolver.topology;

import dev.companion.resolver.domain.Discrepancy;
import dev.companion.resolver.domain.Order;
import dev.companion.resolver.domain.Wish;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a discrepancy and tells of it: its state always, and the move as a fact of its own where it moved. Both are of
 * one transaction and cannot disagree.
 */
final class Publisher {

    private static final Logger LOGGER = LoggerFactory.getLogger(Publisher.class);

    /**
     * What brought this about.
     *
     * @param headers of the record, so that a trace does not end here; empty for the passing of time
     * @param id of the record or request; null for the passing of time
     */
    record Cause(Headers headers, @Nullable String id) {}

    private final ProcessorContext<String, Object> context;
    private final ResolverStores stores;
    private final DiscrepancyMeters meters;

    Publisher(ProcessorContext<String, Object> context, ResolverStores stores, DiscrepancyMeters meters) {
        this.context = context;
        this.stores = stores;
        this.meters = meters;
    }

    void publish(String tenantId, Discrepancy after, Instant now, Cause cause) {
        var tenant = stores.of(tenantId);
        var known = tenant.findDiscrepancy(after.discrepancyId());
        tenant.keep(after);
        meters.moved(context.taskId(), known.orElse(null), after);
        var key = TenantKey.of(tenantId, after.discrepancyId());
        var record = DiscrepancyRecords.toRecord(tenantId, after, now, cause.id());
        forward(cause, now, Topics.DISCREPANCIES, key, record);
        var before = known.map(Discrepancy::state);
        if (!before.equals(Optional.of(after.state()))) {
            var change = DiscrepancyChangeRecords.toRecord(before.orElse(null), record);
            forward(cause, now, Topics.DISCREPANCY_CHANGES, key, change);
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.TENANT_ID, tenantId)
                    .addKeyValue(LogKeys.DISCREPANCY_ID, after.discrepancyId())
                    .addKeyValue(LogKeys.KIND, after.finding().type())
                    .addKeyValue(LogKeys.SITE_UID, after.finding().siteUid())
                    .addKeyValue(LogKeys.FROM, before.map(Enum::name).orElse("none"))
                    .addKeyValue(LogKeys.TO, after.state())
                    .log("discrepancy moved");
        }
    }

    /** Asks the mapper for what settles a discrepancy, and remembers for which. */
    void order(String tenantId, Wish wish, Order order, String discrepancyId, Instant now, Cause cause) {
        var tenant = stores.of(tenantId);
        tenant.keepOrder(wish.orderId(), now, discrepancyId);
        var record = OrderRecords.toRecord(tenantId, tenant.view().name(), wish, order, now, cause.id());
        forward(cause, now, Topics.REQUESTS, TenantKey.of(tenantId, wish.orderId()), record);
    }

    void forward(Cause cause, Instant now, Topic<?> topic, String key, @Nullable Object value) {
        context.forward(new Record<>(key, value, now.toEpochMilli(), cause.headers()), TopicTopology.sinkName(topic));
    }
}
