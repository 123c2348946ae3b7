package dev.companion.mapper.topology;

import dev.companion.links.LinkStatus;
import dev.companion.mapper.domain.Link.Wanted;
import dev.companion.mapper.domain.LinkDesk;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns which company a link uses, and deletes the record of a link that was taken apart. */
final class StatusIntake extends ContextualProcessor<String, LinkStatus, String, Object> {

    private static final Logger LOGGER = LoggerFactory.getLogger(StatusIntake.class);
    private static final String ACTOR = "mapper";

    @SuppressWarnings("NullAway.Init") // init comes before the first record
    private MapperStores stores;

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        stores = MapperStores.of(context);
    }

    @Override
    public void process(Record<String, LinkStatus> record) {
        if (record.value() == null) {
            return;
        }
        var tenantId = TenantKey.tenantOf(record.key());
        var tenant = stores.of(tenantId);
        var seen = StatusRecords.toDomain(record.value());
        var effect = tenant.findLink(TenantKey.entityOf(record.key())).flatMap(link -> LinkDesk.observe(link, seen));
        if (effect.isEmpty()) {
            return;
        }
        var now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        var link = effect.get().link();
        tenant.keep(link)
                .ifPresent(touched ->
                        context().forward(record.withValue((Object) touched), MapperTopology.SUGGEST_COMPANIES));
        if (link.wanted() == Wanted.GONE) {
            context()
                    .forward(
                            record.withValue((Object) null).withTimestamp(now.toEpochMilli()),
                            TopicTopology.sinkName(Topics.LINKS));
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.TENANT_ID, tenantId)
                    .addKeyValue(LogKeys.SITE_UID, link.siteUid())
                    .addKeyValue(LogKeys.GENERATION, link.generation())
                    .log("link is gone");
        }
        effect.get().note().ifPresent(note -> {
            var cause = link.siteUid() + ":" + link.generation();
            var entry = AuditRecords.toRecord(tenantId, ACTOR, note, now, cause);
            context()
                    .forward(
                            record.withKey(TenantKey.of(tenantId, entry.getEntryId()))
                                    .withValue((Object) entry)
                                    .withTimestamp(now.toEpochMilli()),
                            TopicTopology.sinkName(Topics.AUDIT));
        });
    }
}
