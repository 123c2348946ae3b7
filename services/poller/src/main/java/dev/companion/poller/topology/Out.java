package dev.companion.poller.topology;

import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Where records leave. All that one answer brings about leaves in one transaction with what is stored for it. */
record Out(ProcessorContext<String, Object> context) {

    <V extends SpecificRecord> void publish(Topic<V> topic, String key, V value, Instant now) {
        forward(topic, key, value, now);
    }

    /** A null value: the entity is gone. */
    void bury(Topic<?> topic, String key, Instant now) {
        forward(topic, key, null, now);
    }

    @SuppressWarnings("NullAway") // Kafka's own records are not annotated; a null value is a tombstone.
    private void forward(Topic<?> topic, String key, @Nullable Object value, Instant now) {
        context.forward(new Record<String, Object>(key, value, now.toEpochMilli()), TopicTopology.sinkName(topic));
    }
}
