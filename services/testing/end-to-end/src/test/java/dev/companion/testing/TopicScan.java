package dev.companion.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every byte of every topic, our services' private ones among them, as one text. */
final class TopicScan {

    private TopicScan() {}

    /** @param config of a consumer that may read all topics */
    static String everything(Map<String, Object> config) {
        return scan(config, _ -> true);
    }

    /** The same of one topic. */
    static String of(Map<String, Object> config, String name) {
        return scan(config, name::equals);
    }

    private static String scan(Map<String, Object> config, Predicate<String> topics) {
        var all = new StringBuilder();
        forEach(config, topics, record -> {
            append(all, record.key());
            append(all, record.value());
            record.headers().forEach(header -> append(all, header.value()));
        });
        return all.toString();
    }

    /**
     * Every record from the beginnings to the present ends, in the order of each partition.
     *
     * @param config of a consumer that may read the topics
     */
    static void forEach(
            Map<String, Object> config, Predicate<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> what) {
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
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
                consumer.poll(Duration.ofMillis(200)).forEach(what);
            }
        }
    }

    private static void append(StringBuilder all, byte[] bytes) {
        if (bytes != null) {
            all.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
        }
    }
}
