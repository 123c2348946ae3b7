package dev.companion.wide.watch;

import dev.companion.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What goes wrong in topics and groups. */
final class RecordFaults {

    private static final byte[] GARBAGE = {1, 2, 3};
    /** Kafka's own writing of a schema that no registry knows. */
    private static final byte[] UNKNOWN_SCHEMA = {0, 0x7F, 0x7F, 0x7F, 0x7F, 0};

    private static final int PARTITIONS = 12;
    private static final double SLOW = 20_000;
    private static final int RECORDS_EACH_TIME = 20;
    private static final Duration TIME = Duration.ofMillis(100);

    private final WatchedStack stack;
    private final Administrator administrator;

    RecordFaults(WatchedStack stack, Administrator administrator) {
        this.stack = stack;
        this.administrator = administrator;
    }

    /** The writer of each topic writes it; two readers of most of them say an error each. */
    Provocation garbage() {
        return Provocation.of(
                "garbage in five topics",
                () -> {
                    write("console", Topics.REQUESTS.name(), GARBAGE);
                    write("poller", Topics.RMM_SITES.name(), GARBAGE);
                    write("poller", Topics.GRAVITYZONE_COMPANIES.name(), GARBAGE);
                    write("mapper", Topics.LINKS.name(), GARBAGE);
                    write("provisioner", Topics.LINK_STATUSES.name(), GARBAGE);
                },
                () -> {},
                "DeadLetters",
                "ErrorsLogged");
    }

    private void write(String principal, String topic, byte[] value) {
        try (var producer = producer(principal)) {
            producer.send(new ProducerRecord<>(topic, 0, "garbage", value));
        }
    }

    private KafkaProducer<String, byte[]> producer(String principal) {
        return new KafkaProducer<>(
                stack.stack().access().as(principal), new StringSerializer(), new ByteArraySerializer());
    }

    /** The same row of a site again and again, faster than the mapper may read. */
    Provocation slowMapper() {
        var flood = new AtomicReference<Thread>();
        return Provocation.of(
                "a quota of 20 kB/s for what the mapper reads, and 200 records/s of one site",
                () -> {
                    administrator.limitReads("mapper", SLOW);
                    var row = anySite();
                    flood.set(Thread.ofVirtual().start(() -> flood(row)));
                },
                () -> {
                    flood.get().interrupt();
                    flood.get().join();
                    administrator.limitReads("mapper", null);
                },
                "LagGrowing");
    }

    private ProducerRecord<String, byte[]> anySite() {
        try (var consumer = new KafkaConsumer<>(
                stack.stack().access().everything(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = java.util.stream.IntStream.range(0, PARTITIONS)
                    .mapToObj(number -> new TopicPartition(Topics.RMM_SITES.name(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.value() != null && record.value().length > GARBAGE.length) {
                        return new ProducerRecord<>(
                                record.topic(), record.partition(), record.timestamp(), record.key(), record.value());
                    }
                }
            }
        }
    }

    private void flood(ProducerRecord<String, byte[]> row) {
        try (var producer = producer("poller")) {
            while (!Thread.currentThread().isInterrupted()) {
                for (var record = 0; record < RECORDS_EACH_TIME; record++) {
                    producer.send(row);
                }
                Thread.sleep(TIME);
            }
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each time, the members join again. */
    Provocation membersRemoved() {
        var storm = new AtomicReference<Thread>();
        return Provocation.of(
                "an administrator removes the members of the event-resolver's group again and again",
                () -> storm.set(Thread.ofVirtual()
                        .start(() -> administrator.removeMembersUntilInterrupted(List.of("event-resolver")))),
                () -> {
                    storm.get().interrupt();
                    storm.get().join();
                },
                "RebalanceStorm");
    }

    /** The registry must say that it does not know the schema; without it, the record is tried again and again. */
    void unknownSchemas() {
        try (var producer = producer("mapper")) {
            for (var partition = 0; partition < PARTITIONS; partition++) {
                producer.send(new ProducerRecord<>(Topics.LINKS.name(), partition, "garbage", UNKNOWN_SCHEMA));
            }
        }
    }
}
