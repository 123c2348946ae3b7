package dev.companion.resolver.topology;

import dev.companion.requests.Request;
import dev.companion.resolver.domain.Discrepancy;
import dev.companion.resolver.domain.ResolutionDesk;
import dev.companion.resolver.domain.ResolutionRequest;
import dev.companion.resolver.domain.Ruling;
import dev.companion.resolver.domain.Ruling.Accepted;
import dev.companion.resolver.domain.Ruling.Refused;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides each wish to settle a discrepancy once. The discrepancy, the order to the mapper, the answer and the audit
 * trail are written in one transaction; a repeat of a decided request writes nothing.
 */
final class ResolutionIntake extends ContextualProcessor<String, Request, String, Object> {

    private static final Logger LOGGER = LoggerFactory.getLogger(ResolutionIntake.class);

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
    public void process(Record<String, Request> record) {
        if (record.value() == null || !RequestRecords.isOurs(record.value())) {
            return;
        }
        var request = RequestRecords.toDomain(record.key(), record.value());
        var tenant = stores.of(TenantKey.tenantOf(record.key()));
        var requestId = TenantKey.entityOf(record.key());
        if (tenant.hasAnswered(requestId)) {
            return;
        }
        var now = publisher.now();
        var ruling = request.map(it -> decide(it, tenant, now))
                .orElseGet(() -> new Refused("The request does not say what it wants, or not of whom."));
        tenant.keepAnswered(
                requestId, now, request.map(ResolutionRequest::discrepancyId).orElse(""));
        forward(record, now, Topics.REQUEST_RESULTS, record.key(), ResultRecords.toRecord(record.key(), ruling, now));
        if (request.isPresent() && ruling instanceof Accepted accepted) {
            carryOut(request.get(), accepted, record, now);
        }
        LOGGER.atInfo()
                .addKeyValue(LogKeys.TENANT_ID, TenantKey.tenantOf(record.key()))
                .addKeyValue(LogKeys.REQUEST_ID, requestId)
                .log(ruling instanceof Accepted ? "resolution accepted" : "resolution refused");
    }

    private static Ruling decide(ResolutionRequest request, TenantStores tenant, Instant now) {
        var known = tenant.findDiscrepancy(request.discrepancyId());
        var desired = known.map(Discrepancy::finding).flatMap(finding -> tenant.findLink(finding.siteUid()));
        return ResolutionDesk.decide(request, known, desired, tenant::isVisible, now);
    }

    private void carryOut(ResolutionRequest request, Accepted accepted, Record<String, Request> record, Instant now) {
        publisher.publish(request.tenantId(), accepted.after(), now, record.headers(), request.requestId());
        var order = accepted.order();
        if (order != null) {
            var key = TenantKey.of(request.tenantId(), order.orderId());
            var retry = RequestRecords.toRecord(request, order, record.value().getTenantName(), now);
            forward(record, now, Topics.REQUESTS, key, retry);
        }
        var entry = AuditRecords.toRecord(request, accepted.note(), now);
        forward(record, now, Topics.AUDIT, TenantKey.of(request.tenantId(), entry.getEntryId()), entry);
    }

    /** Headers of the request go along, so that a trace does not end here. */
    private void forward(Record<String, ?> cause, Instant now, Topic<?> topic, String key, Object value) {
        context()
                .forward(
                        cause.withKey(key).withValue(value).withTimestamp(now.toEpochMilli()),
                        TopicTopology.sinkName(topic));
    }
}
