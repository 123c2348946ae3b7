package dev.companion.operations.doctor;

import dev.companion.operations.connection.Connection;
import dev.companion.operations.domain.check.RecordRules.ReadResult;
import dev.companion.operations.domain.check.RecordRules.Sample;
import dev.companion.runtime.KafkaClients;
import dev.companion.runtime.TopicSerdes;
import dev.companion.runtime.access.AccessFiles;
import dev.companion.runtime.failure.FailureKind;
import dev.companion.runtime.failure.FailureWords;
import dev.companion.schemas.Topic;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.schemas.TopicCatalogue.Visibility;
import dev.companion.schemas.Topics;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads the oldest and the newest record of each partition, without a consumer group. */
final class Records {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS_MAX = 50;
    /** The newest offsets may be markers of transactions, which are no records. */
    private static final int BEFORE_END = 10;

    private final Connection connection;
    private final List<Sample> samples = new ArrayList<>();
    private final Set<String> unread = new LinkedHashSet<>();
    private final Set<String> unfinished = new LinkedHashSet<>();
    private final Set<String> troubles = new LinkedHashSet<>();
    private boolean registryIsAway;

    Records(Connection connection) {
        this.connection = connection;
    }

    /** Reads all topics of the catalogue, each with the first credentials that may. */
    ReadResult read(List<Path> readers) {
        TopicCatalogue.load().rows().stream()
                .filter(row ->
                        !row.readers().isEmpty() || row.visibility() == Visibility.YES) // others are for no client
                .map(Row::name)
                .forEach(unread::add);
        for (var reader : readers) {
            try {
                read(reader);
            } catch (UncheckedIOException e) {
                troubles.add(String.valueOf(e.getMessage()));
            } catch (KafkaException e) { // what others have read stays
                troubles.add("%s: %s".formatted(reader, FailureWords.withoutContents(e)));
            }
        }
        return reading();
    }

    ReadResult reading() {
        return new ReadResult(samples, unread, unfinished, troubles);
    }

    private void read(Path reader) {
        var config = new KafkaClients(connection.properties()).adminConfig();
        config.putAll(AccessFiles.read(reader));
        config.put("isolation.level", "read_committed");
        config.put("allow.auto.create.topics", false);
        config.put("enable.auto.commit", false);
        config.put("fetch.max.wait.ms", 10); // a fetch at the end of a topic would hold up the next topic
        config.remove("group.id");
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (var topic : List.copyOf(unread)) {
                try {
                    read(consumer, topic);
                    unread.remove(topic);
                } catch (AuthorizationException e) {
                    continue; // the next credentials may read it
                }
            }
        }
    }

    void read(Consumer<byte[], byte[]> consumer, String topic) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            return; // the check of topics names it
        }
        var begins = consumer.beginningOffsets(partitions);
        var ends = consumer.endOffsets(partitions);
        var from = new LinkedHashMap<TopicPartition, Long>();
        for (var partition : partitions) {
            if (begins.getOrDefault(partition, 0L) < ends.getOrDefault(partition, 0L)) {
                from.put(partition, begins.getOrDefault(partition, 0L));
            }
        }
        look(consumer, from, ends, true);
        from.replaceAll((partition, begin) -> Math.max(begin, ends.getOrDefault(partition, 0L) - BEFORE_END));
        look(consumer, from, ends, false);
        if (from.isEmpty()) {
            consumer.assign(partitions); // an empty topic that must not be read says so here
            consumer.seekToBeginning(partitions);
            consumer.poll(Duration.ofMillis(1));
        }
    }

    /** @param first whether the first record from the offsets on counts, or the last */
    private void look(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            boolean first) {
        var found = new HashMap<TopicPartition, ConsumerRecord<byte[], byte[]>>();
        consumer.assign(from.keySet());
        consumer.resume(from.keySet()); // after the look before
        from.forEach(consumer::seek);
        var open = new LinkedHashSet<>(from.keySet());
        for (var polls = 0; !open.isEmpty() && polls < POLLS_MAX; polls++) {
            try {
                for (var record : consumer.poll(POLL)) {
                    var partition = new TopicPartition(record.topic(), record.partition());
                    if (first) {
                        found.putIfAbsent(partition, record);
                    } else {
                        found.put(partition, record);
                    }
                }
            } catch (AuthorizationException e) {
                throw e;
            } catch (AuthenticationException | RetriableException e) { // no record's fault
                troubles.add(FailureWords.withoutContents(e));
                break;
            } catch (KafkaException e) {
                var partition = open.getFirst();
                samples.add(new Sample(
                        partition.topic(),
                        partition.partition(),
                        consumer.position(partition),
                        FailureWords.withoutContents(e)));
                open.remove(partition);
                break;
            }
            open.removeIf(partition -> first && found.containsKey(partition)
                    || consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            consumer.pause(from.keySet().stream()
                    .filter(partition -> !open.contains(partition))
                    .toList());
        }
        open.forEach(partition -> unfinished.add(partition.toString()));
        found.values()
                .forEach(record -> samples.add(new Sample(
                        record.topic(), record.partition(), record.offset(), trouble(record.topic(), record.value()))));
    }

    private @Nullable String trouble(String name, byte @Nullable [] value) {
        if (value == null || registryIsAway) {
            return null;
        }
        for (var topic : Topics.all()) {
            if (topic.name().equals(name)) {
                return trouble(topic, value);
            }
        }
        return null; // its values are the original bytes
    }

    private <V extends SpecificRecord> @Nullable String trouble(Topic<V> topic, byte[] value) {
        try (Deserializer<V> deserializer =
                TopicSerdes.of(connection.properties()).of(topic).deserializer()) {
            deserializer.deserialize(topic.name(), value);
            return null;
        } catch (RuntimeException e) { // whatever a record may do to a decoder
            var words = FailureWords.withoutContents(e);
            if (FailureKind.of(e) == FailureKind.POISON) {
                return words;
            }
            registryIsAway = true; // it would be asked once more for each record
            troubles.add(words);
            return null;
        }
    }
}
