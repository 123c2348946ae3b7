package dev.companion.testing;

import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a copy of a real request under another id, as anybody who reaches the broker may try. */
final class ForgedRequest {

    private final CompanionProcess companion;

    ForgedRequest(CompanionProcess companion) {
        this.companion = companion;
    }

    long requests() {
        return real().size();
    }

    /** Answers what the broker says against it; null if it is written. */
    Throwable attempt(String kafka, Map<String, Object> credentials) throws InterruptedException {
        var original = real().getFirst();
        var id = new String(original.key(), StandardCharsets.UTF_8) + "-again";
        var config = new HashMap<>(credentials);
        config.put("bootstrap.servers", kafka);
        config.put("max.block.ms", 5_000);
        config.put("delivery.timeout.ms", 5_000);
        config.put("request.timeout.ms", 4_000);
        config.put("linger.ms", 0);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            original.topic(),
                            original.partition(),
                            id.getBytes(StandardCharsets.UTF_8),
                            original.value()))
                    .get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> real() {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                companion.access().everything(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.REQUESTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(Set.of());
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
