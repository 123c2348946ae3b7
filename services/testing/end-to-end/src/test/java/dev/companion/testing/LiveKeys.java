package dev.companion.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What compaction leaves of a tenant: the keys whose last record is not a tombstone, by topic. */
final class LiveKeys {

    private LiveKeys() {}

    /**
     * @param config of a consumer that may read all topics
     * @param topics which are compacted
     */
    static Map<String, Set<String>> of(Map<String, Object> config, String tenantId, Predicate<String> topics) {
        var live = new TreeMap<String, Set<String>>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = new ArrayList<TopicPartition>();
            consumer.listTopics().forEach((topic, infos) -> {
                if (topics.test(topic)) {
                    infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
                }
            });
            consumer.assign(partitions);
            consumer.seekToBeginning(Set.of());
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(tenantId) || record.key().startsWith(tenantId + "|")) {
                        var keys = live.computeIfAbsent(record.topic(), _ -> new TreeSet<>());
                        if (record.value() == null) {
                            keys.remove(record.key());
                        } else {
                            keys.add(record.key());
                        }
                    }
                }
            }
        }
        live.values().removeIf(Set::isEmpty);
        return live;
    }
}
