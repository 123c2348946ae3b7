package dev.companion.mapper.topology;

import dev.companion.mapper.domain.Decision;
import dev.companion.mapper.domain.LinkDesk;
import dev.companion.mapper.domain.Request;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides each request once. State, settings, links, the answer and the audit trail are written in one transaction, so
 * a request is either decided with all that follows from it or comes again. A repeat of a decided request changes and
 * writes nothing: its answer is in the topic already.
 */
final class RequestIntake extends ContextualProcessor<String, dev.companion.requests.Request, String, Object> {

    private static final Logger LOGGER = LoggerFactory.getLogger(RequestIntake.class);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    /** Bounds one run of the timer, which holds up the stream thread; the rest waits for the next. */
    private static final int FORGET_MAX = 10_000;

    private final RequestMeters meters;
    private final Duration answerRetention;

    @SuppressWarnings("NullAway.Init") // init comes before the first record
    private MapperStores stores;

    RequestIntake(RequestMeters meters, Duration answerRetention) {
        this.meters = meters;
        this.answerRetention = answerRetention;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        stores = MapperStores.of(context);
        context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, this::forgetAnswers);
    }

    @Override
    public void process(Record<String, dev.companion.requests.Request> record) {
        if (record.value() == null || !RequestRecords.isOurs(record.value())) {
            return;
        }
        var request = RequestRecords.toDomain(record.key(), record.value());
        var tenant = stores.of(request.tenantId());
        if (tenant.hasAnswered(request.requestId())) {
            meters.repeated(record.value().getType());
            return;
        }
        var now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        var decision = LinkDesk.decide(request, tenant);
        var touched = keep(decision, request.tenantId(), tenant);
        tenant.keepAnswered(request.requestId(), now);
        touched.forEach(it -> context().forward(record.withValue((Object) it), MapperTopology.SUGGEST_COMPANIES));
        publish(decision, request, record, now);
        report(decision, request, record.value());
    }

    /** Answers what of it suggestions depend on. */
    private static List<Touched> keep(Decision decision, String tenantId, TenantStores tenant) {
        var touched = new ArrayList<Touched>();
        if (decision.tenant() != null) {
            tenant.keep(decision.tenant());
            touched.add(Touched.settings(tenantId));
        }
        decision.secrets().forEach(tenant::keep);
        decision.links().forEach(link -> tenant.keep(link).ifPresent(touched::add));
        for (var dismissal : decision.dismissals()) {
            tenant.keep(dismissal);
            touched.add(Touched.dismissal(tenantId, dismissal));
        }
        return touched;
    }

    private void publish(
            Decision decision, Request request, Record<String, dev.companion.requests.Request> record, Instant now) {
        var tenantId = request.tenantId();
        var requestId = request.requestId();
        if (decision.tenant() != null) {
            var settings = TenantRecords.toRecord(tenantId, decision.tenant(), now, requestId);
            forward(record, now, Topics.TENANTS, TenantKey.of(tenantId), settings);
        }
        for (var secret : decision.secrets()) {
            var sealed = SecretRecords.toRecord(tenantId, secret, now, requestId);
            forward(
                    record,
                    now,
                    Topics.SECRETS,
                    TenantKey.of(tenantId, sealed.getName().name()),
                    sealed);
        }
        for (var link : decision.links()) {
            var wanted = LinkRecords.toRecord(tenantId, link, now, requestId);
            forward(record, now, Topics.LINKS, TenantKey.of(tenantId, link.siteUid()), wanted);
        }
        var result = ResultRecords.toRecord(request, record.value().getType(), decision.answer(), now);
        forward(record, now, Topics.REQUEST_RESULTS, record.key(), result);
        for (var note : decision.audit()) {
            var entry = AuditRecords.toRecord(tenantId, request.requestedBy(), note, now, requestId);
            forward(record, now, Topics.AUDIT, TenantKey.of(tenantId, entry.getEntryId()), entry);
        }
    }

    /**
     * Headers of the request go along, so that a trace does not end here.
     *
     * @param value null deletes the record
     */
    private void forward(Record<String, ?> cause, Instant now, Topic<?> topic, String key, @Nullable Object value) {
        context()
                .forward(
                        cause.withKey(key).withValue(value).withTimestamp(now.toEpochMilli()),
                        TopicTopology.sinkName(topic));
    }

    private void report(Decision decision, Request request, dev.companion.requests.Request record) {
        var accepted = decision.answer().accepted();
        if (accepted) {
            meters.accepted(record.getType());
        } else {
            meters.refused(record.getType());
        }
        LOGGER.atInfo()
                .addKeyValue(LogKeys.TENANT_ID, request.tenantId())
                .addKeyValue(LogKeys.REQUEST_ID, request.requestId())
                .addKeyValue(LogKeys.KIND, record.getType())
                .addKeyValue(LogKeys.COUNT, decision.links().size())
                .log(accepted ? "request accepted" : "request refused");
    }

    private void forgetAnswers(long timestamp) {
        var before = Instant.ofEpochMilli(timestamp).minus(answerRetention);
        var old = new ArrayList<String>();
        try (var all = stores.answered().all()) {
            while (all.hasNext() && old.size() < FORGET_MAX) {
                var entry = all.next();
                if (entry.value.at().isBefore(before)) {
                    old.add(entry.key);
                }
            }
        }
        for (var key : old) {
            stores.answered().delete(key);
            context().forward(new Record<>(key, null, timestamp), TopicTopology.sinkName(Topics.REQUEST_RESULTS));
        }
    }
}
