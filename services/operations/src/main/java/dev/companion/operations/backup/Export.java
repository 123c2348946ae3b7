package dev.companion.operations.backup;

import dev.companion.operations.connection.CommandRefused;
import dev.companion.operations.connection.CommittedRecords;
import dev.companion.operations.connection.Connection;
import dev.companion.operations.connection.Ends;
import dev.companion.operations.domain.backup.Content;
import dev.companion.operations.domain.backup.Contents;
import dev.companion.operations.domain.backup.ExportRules;
import dev.companion.operations.domain.backup.Manifest;
import dev.companion.operations.domain.backup.Newest;
import dev.companion.operations.domain.backup.Part;
import dev.companion.runtime.sealing.SealedWith;
import dev.companion.schemas.Instance;
import dev.companion.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Writes a backup of an installation, or of what one tenant has in its public and internal topics. */
final class Export {

    private static final Duration PAUSE = Duration.ofMillis(500);
    /** Topics by which the mapper decides about claims; a statement that waits there is in no state yet. */
    private static final List<String> CLAIMS =
            List.of(Topics.GRAVITYZONE_CLAIM_REQUESTS.name(), Topics.GRAVITYZONE_CLAIM_ANSWERS.name());

    private static final String MAPPER = Instance.ofThisProcess().id("mapper");
    private static final String RESOLVER = Instance.ofThisProcess().id("event-resolver");

    /**
     * What a person has chosen.
     *
     * @param tenant whose records alone are written; null for all
     * @param live whether services may run
     * @param tries how often a moment without decisions is looked for
     * @param skipUnreadable whether records that no service reads are left out
     */
    record Options(
            Path file, @Nullable String tenant, boolean live, int tries, boolean skipUnreadable, String product) {}

    /**
     * What was written.
     *
     * @param skipped records that could not be read
     * @param undecided requests that are not decided yet, and are not in the backup
     */
    record Written(Manifest manifest, long bytes, long skipped, long undecided) {}

    private final Admin admin;
    private final Installation installation;
    private final CommittedRecords records;
    private final TopicValues values;
    private final Options options;
    private final InstantSource clock;
    private final Contents contents = Installation.contents();
    private final TreeSet<Long> keyIds = new TreeSet<>();
    private long skipped;

    Export(Connection connection, Admin admin, CommittedRecords records, Options options, InstantSource clock) {
        this.admin = admin;
        this.installation = new Installation(admin);
        this.records = records;
        this.values = new TopicValues(connection);
        this.options = options;
        this.clock = clock;
    }

    /** Refuses to begin while services run, unless that is allowed. */
    static void refuseMembers(Admin admin) throws ExecutionException, InterruptedException {
        CommandRefused.unlessEmpty(ExportRules.refusals(new Installation(admin).members()));
    }

    Written write() throws IOException, ExecutionException, InterruptedException {
        var topics = new TreeMap<String, Integer>();
        var claims = new TreeMap<String, Integer>();
        installation.topics().forEach((name, partitions) -> {
            if (contents.contentOf(name).isPresent() && (options.tenant() == null || !contents.isChangelog(name))) {
                topics.put(name, partitions);
            } else if (CLAIMS.contains(name)) {
                claims.put(name, partitions);
            }
        });
        for (var tries = 1; ; tries++) {
            var written = tryToWrite(topics, claims);
            if (written.disturbances().isEmpty()) {
                return written.result();
            }
            if (tries >= options.tries()) {
                throw new CommandRefused(written.disturbances().stream()
                        .map(each ->
                                "no moment without a decision was found: %s. Stop poller, mapper, provisioner and event-resolver, wait some seconds, and export again"
                                        .formatted(each))
                        .toList());
            }
            Thread.sleep(PAUSE);
        }
    }

    private record Try(List<String> disturbances, @Nullable Written written) {

        Written result() {
            if (written == null) {
                throw new IllegalStateException("disturbed: " + disturbances);
            }
            return written;
        }
    }

    private Try tryToWrite(Map<String, Integer> topics, Map<String, Integer> claims)
            throws IOException, ExecutionException, InterruptedException {
        keyIds.clear();
        skipped = 0;
        var all = new TreeMap<>(topics);
        all.putAll(claims);
        var before = Ends.of(admin, Installation.partitions(all));
        var disturbed = disturbances(before, before, claims);
        if (!disturbed.isEmpty()) {
            return new Try(disturbed, null); // before everything is read
        }
        var created = clock.instant();
        try (var writer = new BackupWriter(options.file())) {
            var parts = new ArrayList<Part>();
            for (var topic : topics.entrySet()) {
                parts.add(part(writer, topic.getKey(), before.committed(topic.getKey(), topic.getValue())));
            }
            disturbed = disturbances(before, Ends.of(admin, Installation.partitions(all)), claims);
            if (!disturbed.isEmpty()) {
                return new Try(disturbed, null);
            }
            if (options.tenant() != null && parts.stream().allMatch(part -> part.records() == 0)) {
                throw new CommandRefused("tenant %s has no record here (expected: the uid of a Datto RMM account)"
                        .formatted(options.tenant()));
            }
            var manifest = new Manifest(
                    Manifest.FORMAT,
                    options.product(),
                    created,
                    installation.cluster(),
                    options.tenant(),
                    List.copyOf(keyIds),
                    parts);
            var undecided = options.tenant() == null ? undecided() : 0;
            writer.finish(manifest);
            return new Try(List.of(), new Written(manifest, writer.size(), skipped, undecided));
        }
    }

    /** A tenant's file is for a person: its topics need not be of one moment. Facts do not belong to a moment either. */
    private List<String> disturbances(Ends before, Ends after, Map<String, Integer> claims)
            throws IOException, ExecutionException, InterruptedException {
        if (options.tenant() != null) {
            return List.of();
        }
        return ExportRules.disturbances(
                withState(before.open(), after.open()),
                withState(after.movedSince(before)),
                waiting(MAPPER, claims.keySet()));
    }

    @SafeVarargs
    private List<String> withState(List<String>... topics) {
        var all = new TreeSet<String>();
        for (var some : topics) {
            some.stream()
                    .filter(topic -> contents.contentOf(topic).orElse(Content.STATE) != Content.HISTORY)
                    .forEach(all::add);
        }
        return List.copyOf(all);
    }

    private long undecided() throws IOException, ExecutionException, InterruptedException {
        var requests = List.of(Topics.REQUESTS.name());
        return Math.max(waiting(MAPPER, requests), waiting(RESOLVER, requests));
    }

    /** Records that a group has not processed; a marker of a transaction is none. */
    private long waiting(String group, Collection<String> topics)
            throws IOException, ExecutionException, InterruptedException {
        var there = new TreeMap<>(installation.topics());
        there.keySet().retainAll(topics);
        var ends = Ends.of(admin, Installation.partitions(there)).committed();
        var offsets = installation.offsets(group);
        var waiting = new long[1];
        for (var end : ends.entrySet()) {
            var from = offsets.getOrDefault(end.getKey(), 0L);
            if (from < end.getValue()) {
                records.each(end.getKey(), from, end.getValue(), _ -> ++waiting[0] > 0);
            }
        }
        return waiting[0];
    }

    private Part part(BackupWriter writer, String topic, List<Long> ends) throws IOException {
        var content = contents.contentOf(topic).orElseThrow();
        var translation = values.of(topic);
        return writer.write(topic, content, ends, translation, sink -> {
            for (var each = 0; each < ends.size(); each++) {
                if (ends.get(each) > 0) {
                    write(new TopicPartition(topic, each), content, ends.get(each), translation, sink);
                }
            }
        });
    }

    private void write(TopicPartition partition, Content content, long end, Values translation, BackupWriter.Sink sink)
            throws IOException {
        var newest = new Newest();
        if (content != Content.HISTORY) {
            records.each(partition, 0, end, record -> {
                newest.see(record.key(), record.offset(), record.value() == null);
                return true;
            });
        }
        var kept = newest.offsets();
        records.each(partition, 0, end, record -> {
            var isKept = content == Content.HISTORY ? record.value() != null : kept.contains(record.offset());
            if (isKept && isWanted(record)) {
                entry(record, translation).ifPresent(entry -> add(sink, entry));
            }
            return true;
        });
    }

    private static void add(BackupWriter.Sink sink, Entry entry) {
        try {
            sink.add(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isWanted(ConsumerRecord<byte[], byte[]> record) {
        var tenant = options.tenant();
        if (tenant == null) {
            return true;
        }
        var key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        return key.equals(tenant) || key.startsWith(tenant + "|");
    }

    private Optional<Entry> entry(ConsumerRecord<byte[], byte[]> record, Values translation) {
        try {
            var value = translation.read(record.value());
            if (record.topic().equals(Topics.SECRETS.name())) {
                if (((GenericRecord) value).get("ciphertext") instanceof ByteBuffer sealed) {
                    SealedWith.keyId(sealed).ifPresent(keyIds::add);
                }
            }
            return Optional.of(
                    new Entry(record.partition(), record.timestamp(), record.key(), record.headers(), value));
        } catch (Values.Unreadable e) {
            if (!options.skipUnreadable()) {
                throw new CommandRefused(
                        "the record at offset %d of %s-%d cannot be read: %s. No service of this build reads it either; to leave it out, use --skip-unreadable"
                                .formatted(record.offset(), record.topic(), record.partition(), e.getMessage()));
            }
            skipped++;
            return Optional.empty();
        }
    }
}
