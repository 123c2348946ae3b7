package dev.companion.operations.backup;

import dev.companion.operations.admin.Schemas;
import dev.companion.operations.connection.CommandRefused;
import dev.companion.operations.connection.CommittedRecords;
import dev.companion.operations.connection.Connection;
import dev.companion.operations.connection.Ends;
import dev.companion.operations.connection.TemporaryRights;
import dev.companion.operations.domain.Outcome;
import dev.companion.operations.domain.backup.Contents;
import dev.companion.operations.domain.backup.Part;
import dev.companion.operations.domain.backup.RestoreRules;
import dev.companion.runtime.KafkaClients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Writes a backup to an empty cluster, in one transaction: a restore that is cut leaves nothing that is read, and is
 * repeated. Then everything is read back and compared.
 */
final class Restore implements AutoCloseable {

    private static final Duration TRANSACTION = Duration.ofMinutes(15); // what brokers allow at most by default
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int LOOKS_MAX = 600;
    private static final int REQUEST_MAX = 32 << 20;

    private final Connection connection;
    private final Admin admin;
    private final Installation installation;
    private final BackupFile file;
    private final Contents contents = Installation.contents();
    private final TopicValues values;
    private @Nullable Producer<byte[], byte[]> producer;

    Restore(Connection connection, Admin admin, BackupFile file) {
        this.connection = connection;
        this.admin = admin;
        this.installation = new Installation(admin);
        this.file = file;
        this.values = new TopicValues(connection);
    }

    /** Refuses what can be refused before a topic is read. */
    void refuseTarget() throws ExecutionException, InterruptedException {
        var topics = installation.topics();
        var expected = connection.properties().topics().partitions();
        CommandRefused.unlessEmpty(RestoreRules.refusals(
                file.manifest(),
                new RestoreRules.Target(
                        topics,
                        expected == null
                                ? contents.all().stream()
                                        .mapToInt(Installation::partitionsOf)
                                        .max()
                                        .orElse(0)
                                : expected,
                        installation.members(),
                        installation.groupsWithOffsets()),
                contents));
        if (new Schemas(connection).plan().outcome() != Outcome.SAME) {
            throw new CommandRefused(
                    "the registry does not have the schemas of this build. Register them first: companion admin schemas apply");
        }
    }

    /** Refuses a cluster with records, which only who may read can say. */
    void refuseOccupied(CommittedRecords records) throws IOException, ExecutionException, InterruptedException {
        var occupied = new TreeSet<String>();
        for (var end : committed().entrySet()) {
            if (end.getValue() > 0 && !occupied.contains(end.getKey().topic())) {
                records.each(end.getKey(), 0, end.getValue(), record -> !occupied.add(record.topic()));
            }
        }
        CommandRefused.unlessEmpty(RestoreRules.refusals(occupied));
    }

    /** Creates missing changelogs as Kafka Streams would, since it has not run here yet. */
    void createChangelogs() throws ExecutionException, InterruptedException {
        var there = installation.topics();
        var replication = connection.properties().topics().replication();
        var config = new HashMap<String, String>();
        config.put("cleanup.policy", "compact");
        config.put("message.timestamp.type", "CreateTime");
        var dirty = connection.properties().streams().changelogDirtyRatio();
        if (!dirty.isEmpty()) {
            config.put("min.cleanable.dirty.ratio", dirty);
        }
        var missing = file.manifest().parts().stream()
                .filter(part -> !there.containsKey(part.topic()))
                .map(part -> new NewTopic(
                                part.topic(), Optional.of(part.partitions()), Optional.ofNullable(replication))
                        .configs(config))
                .toList();
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** Ends the transaction of a restore that was cut before, so that none of its records is read. */
    void endFormer() {
        open().initTransactions();
    }

    private Producer<byte[], byte[]> open() {
        if (producer == null) {
            var config = new KafkaClients(connection.properties()).producerConfig();
            config.remove("partitioner.class"); // each record has its partition
            config.remove("key.serializer");
            config.put("transactional.id", TemporaryRights.TRANSACTION);
            config.put("transaction.timeout.ms", (int) TRANSACTION.toMillis());
            config.put("max.request.size", REQUEST_MAX);
            config.put("linger.ms", 5);
            config.put("max.block.ms", 60_000);
            config.put("delivery.timeout.ms", 120_000);
            producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** Writes everything, or nothing. Returns a digest of what was written, by topic. */
    Map<String, String> write() throws IOException {
        var digests = new LinkedHashMap<String, String>();
        var transaction = open();
        transaction.beginTransaction();
        var done = false;
        try {
            for (var part : file.manifest().parts()) {
                digests.put(part.topic(), write(part, transaction));
            }
            transaction.commitTransaction();
            done = true;
        } finally {
            if (!done) {
                abort(transaction);
            }
        }
        return digests;
    }

    private static void abort(Producer<byte[], byte[]> producer) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) {
            // What has failed before is thrown; the broker aborts the transaction when it has timed out.
            LoggerFactory.getLogger(Restore.class).atWarn().setCause(e).log("restore is not aborted yet");
        }
    }

    private String write(Part part, Producer<byte[], byte[]> producer) throws IOException {
        var translation = values.of(part.topic());
        var digest = new Digest(translation);
        file.read(part, translation.schema(), entry -> {
            digest.add(entry);
            producer.send(new ProducerRecord<>(
                    part.topic(),
                    entry.partition(),
                    entry.timestamp(),
                    entry.key(),
                    translation.write(entry.value()),
                    entry.headers()));
        });
        return digest.done();
    }

    /**
     * Reads everything back. Returns what differs from what was written.
     *
     * @param digests of what was written, by topic
     */
    List<String> differences(CommittedRecords records, Map<String, String> digests)
            throws IOException, ExecutionException, InterruptedException {
        var ends = committed();
        var differences = new ArrayList<String>();
        for (var part : file.manifest().parts()) {
            var translation = values.of(part.topic());
            var digest = new Digest(translation);
            for (var each = 0; each < part.partitions(); each++) {
                var partition = new TopicPartition(part.topic(), each);
                records.each(partition, 0, ends.getOrDefault(partition, 0L), record -> {
                    digest.add(entry(record, translation));
                    return true;
                });
            }
            var read = digest.done();
            if (digest.records() != part.records() || !read.equals(digests.get(part.topic()))) {
                differences.add("%s: %d records are read back, and the backup has %d%s"
                        .formatted(
                                part.topic(),
                                digest.records(),
                                part.records(),
                                digest.records() == part.records() ? " with other contents" : ""));
            }
        }
        return differences;
    }

    /**
     * The ends of all partitions when no transaction is open: a commit is decided before it has reached each partition, where its
     * records cannot be read until then, and a service that was killed leaves a transaction for some seconds.
     */
    private Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
        for (var looks = 0; ; looks++) {
            var ends = Ends.of(admin, Installation.partitions(installation.topics()));
            if (ends.open().isEmpty()) {
                return ends.committed();
            }
            if (looks == LOOKS_MAX) {
                throw new TimeoutException(
                        "a transaction is still open in %s after two minutes (kafka-transactions.sh find-hanging names it)"
                                .formatted(String.join(", ", ends.open())));
            }
            Thread.sleep(PAUSE);
        }
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> record, Values translation) throws IOException {
        try {
            return new Entry(
                    record.partition(),
                    record.timestamp(),
                    record.key(),
                    record.headers(),
                    translation.read(record.value()));
        } catch (Values.Unreadable e) {
            throw new IOException("%s: a restored record cannot be read".formatted(record.topic()), e);
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
    }

    /** Of records in the order of their partitions and offsets, whatever ids the registry has. */
    private static final class Digest {

        private final MessageDigest digest = CountedStream.sha256();
        private final Schema schema;
        private final GenericDatumWriter<GenericRecord> writer;
        private long records;

        Digest(Values values) {
            this.schema = Entry.schema(values.schema());
            this.writer = new GenericDatumWriter<>(schema);
        }

        void add(Entry entry) {
            var out = new ByteArrayOutputStream();
            try {
                writer.write(entry.toAvro(schema), EncoderFactory.get().directBinaryEncoder(out, null));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            digest.update(out.toByteArray());
            records++;
        }

        long records() {
            return records;
        }

        String done() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
