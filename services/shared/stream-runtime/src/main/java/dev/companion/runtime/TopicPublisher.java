package dev.companion.runtime;

import dev.companion.runtime.tracing.Traces;
import dev.companion.schemas.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Publishes single records outside a topology: requests of the console, results of calls. Each belongs to the trace that is
 * current.
 */
public final class TopicPublisher implements AutoCloseable {

    private final TopicSerdes serdes;
    private final Producer<String, byte[]> producer;
    private final Map<String, Serializer<?>> serializers = new ConcurrentHashMap<>();

    public TopicPublisher(TopicSerdes serdes, Map<String, Object> producerConfig) {
        this(serdes, producerOf(producerConfig));
    }

    TopicPublisher(TopicSerdes serdes, Producer<String, byte[]> producer) {
        this.serdes = serdes;
        this.producer = producer;
    }

    private static Producer<String, byte[]> producerOf(Map<String, Object> producerConfig) {
        var config = new java.util.HashMap<>(producerConfig);
        config.put("value.serializer", ByteArraySerializer.class);
        return new KafkaProducer<>(config);
    }

    /**
     * Sends a record. The future completes with its offset once every replica has it. It fails with {@link
     * NotWrittenException} if the record was certainly not written, and with another exception if that cannot be known
     * within the delivery timeout; such a record may still arrive. Removes nothing: tombstones are decisions.
     */
    public <V extends SpecificRecord> CompletableFuture<Long> publish(Topic<V> topic, String key, V value) {
        Objects.requireNonNull(value, "a tombstone is a decision and says what caused it: see OutboundRecords");
        var acknowledged = new CompletableFuture<Long>();
        try {
            var headers = new RecordHeaders();
            Traces.inject(headers);
            CloudEventHeaders.addSubject(headers, key);
            var bytes = serializer(topic).serialize(topic.name(), headers, value);
            producer.send(new ProducerRecord<>(topic.name(), null, null, key, bytes, headers), (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(metadata.offset());
                } else {
                    acknowledged.completeExceptionally(isRefusal(failure) ? new NotWrittenException(failure) : failure);
                }
            });
        } catch (RuntimeException e) {
            // Whatever is thrown here comes before the record is handed to the sender.
            acknowledged.completeExceptionally(new NotWrittenException(e));
        }
        return acknowledged;
    }

    /** Whether the client or the broker refused the record itself: it is not in the topic and will not be. */
    private static boolean isRefusal(Exception failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof SerializationException
                || failure instanceof AuthorizationException;
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
