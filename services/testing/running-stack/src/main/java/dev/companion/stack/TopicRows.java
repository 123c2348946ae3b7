package dev.companion.stack;

import dev.companion.schemas.Topic;
import dev.companion.serde.RegistryAvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The committed records of the topics, as a consumer outside Companion that may read all of them reads them. */
public final class TopicRows {

    private static final Duration POLL = Duration.ofMillis(200);

    private final StackAccess access;
    private final String registry;

    TopicRows(StackAccess access, String registry) {
        this.access = access;
        this.registry = registry;
    }

    /** All records at the time of the call; values of the topics' own types, or null for a tombstone. */
    public void each(Consumer<ConsumerRecord<String, SpecificRecord>> reader, Topic<?>... topics) {
        try (var consumer = fromTheBeginning(topics)) {
            var ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(reader);
            }
        }
    }

    /** The last value of each key that has not become a tombstone. */
    public <V extends SpecificRecord> Map<String, V> state(Topic<V> topic) {
        var rows = new HashMap<String, V>();
        each(
                row -> {
                    if (row.value() == null) {
                        rows.remove(row.key());
                    } else {
                        rows.put(row.key(), topic.type().cast(row.value()));
                    }
                },
                topic);
        return rows;
    }

    /** Reads continuously until the caller closes it. */
    public KafkaConsumer<String, SpecificRecord> fromTheBeginning(Topic<?>... topics) {
        var config = new HashMap<>(access.everything());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, RegistryAvroDeserializer.class.getName());
        config.put("schema.registry.url", registry);
        config.put("specific.avro.reader", "true");
        var consumer = new KafkaConsumer<String, SpecificRecord>(config);
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : List.of(topics)) {
            consumer.partitionsFor(topic.name())
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(Set.of());
        return consumer;
    }
}
