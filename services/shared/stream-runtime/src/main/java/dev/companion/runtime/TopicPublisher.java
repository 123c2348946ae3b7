package dev.companion.runtime;

import dev.companion.schemas.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Publishes single records outside a topology: requests of the console, results of calls. */
public final class TopicPublisher implements AutoCloseable {

    private final TopicSerdes serdes;
    private final Producer<String, byte[]> producer;
    private final Map<String, Serializer<?>> serializers = new ConcurrentHashMap<>();

    public TopicPublisher(TopicSerdes serdes, Map<String, Object> producerConfig) {
        this.serdes = serdes;
        var config = new java.util.HashMap<>(producerConfig);
        config.put("value.serializer", ByteArraySerializer.class);
        this.producer = new KafkaProducer<>(config);
    }

    /**
     * Sends a record. The future completes with its offset once every replica has it, and fails if that cannot be known
     * within the delivery timeout. A failed publication may still arrive.
     */
    public <V extends SpecificRecord> CompletableFuture<Long> publish(Topic<V> topic, String key, @Nullable V value) {
        var acknowledged = new CompletableFuture<Long>();
        try {
            var headers = new RecordHeaders();
            var bytes = serializer(topic).serialize(topic.name(), headers, value);
            producer.send(new ProducerRecord<>(topic.name(), null, null, key, bytes, headers), (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(metadata.offset());
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    @SuppressWarnings("unchecked")
    private <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
        return (Serializer<V>)
                serializers.computeIfAbsent(topic.name(), _ -> serdes.of(topic).serializer());
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
