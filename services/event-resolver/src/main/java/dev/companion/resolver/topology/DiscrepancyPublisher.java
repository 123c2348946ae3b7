package dev.companion.resolver.topology;

import dev.companion.resolver.domain.Discrepancy;
import dev.companion.resolver.domain.SiteReview;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a discrepancy and tells of it: its state always, and the move as a fact of its own where it moved. Both are of
 * one transaction and cannot disagree.
 */
final class DiscrepancyPublisher {

    private static final Logger LOGGER = LoggerFactory.getLogger(DiscrepancyPublisher.class);

    private final ProcessorContext<String, Object> context;
    private final ResolverStores stores;

    DiscrepancyPublisher(ProcessorContext<String, Object> context, ResolverStores stores) {
        this.context = context;
        this.stores = stores;
    }

    /** Looks at a site by all that is known and publishes what is other than before. */
    void review(String tenantId, String siteUid, Headers headers, @Nullable String causedBy) {
        var tenant = stores.of(tenantId);
        var now = now();
        for (var after : SiteReview.of(tenant.facts(siteUid), tenant::findDiscrepancy, now)) {
            publish(tenantId, after, now, headers, causedBy);
        }
    }

    /** Outside of any record: a timer went off. */
    void publish(String tenantId, Discrepancy after, Instant now) {
        publish(tenantId, after, now, new RecordHeaders(), null);
    }

    void publish(String tenantId, Discrepancy after, Instant now, Headers headers, @Nullable String causedBy) {
        var tenant = stores.of(tenantId);
        var before = tenant.findDiscrepancy(after.discrepancyId()).map(Discrepancy::state);
        tenant.keep(after);
        var key = TenantKey.of(tenantId, after.discrepancyId());
        var record = DiscrepancyRecords.toRecord(tenantId, after, now, causedBy);
        context.forward(
                new Record<>(key, record, now.toEpochMilli(), headers), TopicTopology.sinkName(Topics.DISCREPANCIES));
        if (!before.equals(Optional.of(after.state()))) {
            var change = DiscrepancyChangeRecords.toRecord(before.orElse(null), record);
            context.forward(
                    new Record<>(key, change, now.toEpochMilli(), headers),
                    TopicTopology.sinkName(Topics.DISCREPANCY_CHANGES));
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

    Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
