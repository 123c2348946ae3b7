package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.Emission;
import dev.companion.provisioner.domain.LinkKey;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Puts what the desk decided on the topics. */
record EmissionWriter(ProcessorContext<String, SpecificRecord> context) {

    void write(Emission emission, Instant now) {
        switch (emission) {
            case Emission.Planned planned ->
                forward(
                        Topics.PROVISIONING_INTENTS,
                        key(planned.call().link()),
                        IntentRecords.toRecord(planned, now),
                        now);
            case Emission.Reported reported ->
                forward(Topics.LINK_STATUSES, key(reported.link()), LinkStatusRecords.toRecord(reported, now), now);
            case Emission.Forgotten forgotten -> forward(Topics.LINK_STATUSES, key(forgotten.link()), null, now);
            case Emission.Happened happened ->
                forward(
                        Topics.PROVISIONING_CHANGES,
                        key(happened.link()),
                        ProvisioningChangeRecords.toRecord(happened, now),
                        now);
            case Emission.HealthChanged changed ->
                forward(
                        Topics.API_HEALTH,
                        ApiHealthRecords.key(changed.tenantId(), changed.vendor()),
                        ApiHealthRecords.toRecord(changed, now),
                        now);
            case Emission.HealthForgotten forgotten ->
                forward(Topics.API_HEALTH, ApiHealthRecords.key(forgotten.tenantId(), forgotten.vendor()), null, now);
        }
    }

    private static String key(LinkKey link) {
        return TenantKey.of(link.tenantId(), link.siteUid());
    }

    private <V extends SpecificRecord> void forward(Topic<V> topic, String key, @Nullable V value, Instant now) {
        context.forward(
                new Record<String, SpecificRecord>(key, value, now.toEpochMilli()), TopicTopology.sinkName(topic));
    }
}
