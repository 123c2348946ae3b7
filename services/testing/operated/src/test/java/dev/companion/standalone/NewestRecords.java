package dev.companion.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.companion.runtime.access.AccessFiles;
import dev.companion.serde.RegistryAvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What a topic holds for a reader: the newest record of each key. */
final class NewestRecords {

    private NewestRecords() {}

    /** A record as a reader sees it, whatever the ids of its registry. */
    record Seen(int partition, long timestamp, String key, List<String> headers, Object value) {}

    static Map<String, Seen> of(OperatedStack stack, String principal, String topic) {
        var config = as(stack, principal);
        config.put("isolation.level", "read_committed");
        var deserializer = new RegistryAvroDeserializer();
        deserializer.configure(stack.registryClient(), false);
        var seen = new LinkedHashMap<String, Seen>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    var key = new String(record.key(), UTF_8);
                    if (record.value() == null) {
                        seen.remove(key);
                    } else {
                        seen.put(key, seen(record, key, topic.endsWith("-changelog") ? null : deserializer));
                    }
                }
            }
        }
        return seen;
    }

    private static Seen seen(
            ConsumerRecord<byte[], byte[]> record, String key, @Nullable RegistryAvroDeserializer deserializer) {
        var headers = new ArrayList<String>();
        record.headers()
                .forEach(header -> headers.add(
                        header.key() + "=" + (header.value() == null ? "null" : new String(header.value(), UTF_8))));
        return new Seen(
                record.partition(),
                record.timestamp(),
                key,
                headers,
                deserializer == null
                        ? new String(record.value(), UTF_8)
                        : String.valueOf(deserializer.deserialize(record.topic(), record.value())));
    }

    /** The configuration of a client with the credentials of a principal. */
    static Map<String, Object> as(OperatedStack stack, String principal) {
        var config = new HashMap<String, Object>(AccessFiles.read(stack.files.file(principal)));
        config.put("bootstrap.servers", "127.0.0.1:" + stack.port);
        return config;
    }
}
