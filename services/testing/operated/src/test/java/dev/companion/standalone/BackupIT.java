package dev.companion.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.operations.config.SystemClock;
import dev.companion.runtime.sealing.KeysetFiles;
import dev.companion.runtime.sealing.SealingKeys;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import dev.companion.serde.RegistryClient;
import dev.companion.standalone.OperatedStack.Ran;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code backup export|restore}, as a person types it, from one cluster with its registry to another. */
@Tag("wide")
class BackupIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String LINKS = Topics.LINKS.name();
    private static final String CHANGELOG = "companion-mapper-links-changelog";
    private static final long KEY_ID = 3_000_000_007L;

    private static final List<AclBinding> RIGHTS_OF_THE_CUT_ONE =
            List.of(right(ResourceType.TOPIC, LINKS), right(ResourceType.TRANSACTIONAL_ID, "companion-restore"));

    @TempDir
    private static Path directory;

    /** The broker deletes what is older than its retention by its own clock, so a fixed date would not last. */
    private static final long WRITTEN = SystemClock.get().instant().toEpochMilli();

    private static OperatedStack source;
    private static OperatedStack target;

    @BeforeAll
    static void start() throws Exception {
        source = OperatedStack.start(directory.resolve("source"));
        target = OperatedStack.start(directory.resolve("target"));
        source.registry.awaitReady();
        target.registry.awaitReady();
        // Other ids than in the first registry.
        var shift = new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"Shift\",\"fields\":[]}");
        RegistryClient.of(target.registryClient()).register("shift-value", shift);
        for (var stack : List.of(source, target)) {
            for (var command :
                    List.of("admin topics apply", "admin schemas apply --registry-credentials " + stack.writer)) {
                assertThat(run(stack, command).out()).contains("as the catalogue says");
            }
        }
        try (var all = source.broker.admin()) {
            all.createTopics(List.of(
                            new NewTopic(CHANGELOG, Optional.of(OperatedStack.PARTITIONS), Optional.of((short) 1))
                                    .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
        fill();
    }

    @AfterAll
    static void stop() {
        source.close();
        target.close();
    }

    private static Ran run(OperatedStack stack, String arguments) {
        InstantSource clock = SystemClock.get();
        return OperatedStack.run(stack.environment(), clock, arguments);
    }

    private static KafkaProducer<byte[], byte[]> producer(OperatedStack stack, String principal, String id) {
        var config = NewestRecords.as(stack, principal);
        config.put("transactional.id", id);
        config.put("linger.ms", 0);
        var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, String key, byte @Nullable [] value) {
        var headers = new RecordHeaders();
        headers.add("ce_id", ("id of " + key).getBytes(UTF_8));
        headers.add("ce_empty", null);
        return new ProducerRecord<>(topic, partition, WRITTEN + partition, key.getBytes(UTF_8), value, headers);
    }

    private static byte[] random(Topic<?> topic, long seed) throws IOException {
        var value = (GenericRecord)
                new RandomData(topic.schema(), 1, seed).iterator().next();
        if (topic == Topics.SECRETS) {
            var sealed =
                    ByteBuffer.allocate(20).put((byte) 1).putInt((int) KEY_ID).rewind();
            value.put("ciphertext", sealed);
        }
        var id = RegistryClient.of(source.registryClient()).lookUp(topic.subject(), topic.schema());
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(topic.schema()).write(value, encoder);
        return out.toByteArray();
    }

    private static void fill() throws IOException {
        try (var mapper = producer(source, "mapper", "companion-mapper-one")) {
            for (var each = 0; each < 40; each++) {
                mapper.send(record(LINKS, each % 2, "tenant|" + each, random(Topics.LINKS, each)));
                mapper.send(record(CHANGELOG, each % 2, "tenant|" + each, ("{\"a\":" + each + "}").getBytes(UTF_8)));
                mapper.send(record(Topics.AUDIT.name(), 1, "tenant|" + each, random(Topics.AUDIT, each)));
            }
            mapper.send(record(LINKS, 0, "tenant|0", random(Topics.LINKS, 100)));
            mapper.send(record(LINKS, 0, "tenant|2", null));
            mapper.send(record(CHANGELOG, 1, "tenant|1", null));
            mapper.send(record(LINKS, 0, "other|1", random(Topics.LINKS, 101)));
            mapper.send(record(Topics.SECRETS.name(), 0, "tenant|RMM_API_KEY", random(Topics.SECRETS, 1)));
            mapper.commitTransaction();
            mapper.beginTransaction();
            mapper.send(record(LINKS, 0, "tenant|aborted", random(Topics.LINKS, 7)));
            mapper.flush();
            mapper.abortTransaction();
        }
        try (var resolver = producer(source, "event-resolver", "companion-event-resolver-one")) {
            resolver.send(record(Topics.REQUESTS.name(), 0, "tenant|request", random(Topics.REQUESTS, 1)));
            resolver.commitTransaction();
        }
    }

    private static void assertNoRightIsLeft(OperatedStack stack) throws Exception {
        var ofAdmin = new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter("User:admin", null, AclOperation.ANY, AclPermissionType.ANY));
        try (var all = stack.broker.admin()) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    all.describeAcls(ofAdmin).values().get())
                            .extracting(right -> right.entry().operation().name())
                            .doesNotContain("READ", "WRITE"));
        }
    }

    private static JsonNode manifest(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile());
                var in = zip.getInputStream(zip.getEntry("manifest.json"))) {
            return JsonMapper.shared().readTree(in);
        }
    }

    private static Map<String, String> checksums(Path file) throws IOException {
        var sums = new HashMap<String, String>();
        for (var part : manifest(file).path("parts")) {
            sums.put(part.path("topic").asString(), part.path("sha256").asString());
        }
        return sums;
    }

    @Test
    void aBackupIsRestoredToAnotherClusterAndIsEqual() throws Exception {
        var file = directory.resolve("whole.zip");
        var exported = run(source, "backup export --to " + file);
        assertThat(exported.err()).isEmpty();
        assertThat(exported.code()).isZero();
        assertThat(exported.out())
                .contains("of 21 topics and 1 changelogs")
                .contains("sealed with key " + KEY_ID)
                .contains("warning: 1 requests are not decided yet");
        assertNoRightIsLeft(source);
        assertThat(run(source, "backup verify --from " + file).code()).isZero();
        assertThat(run(source, "backup list --from " + file).out())
                .contains("40  state      " + LINKS)
                .contains("39  changelog  " + CHANGELOG)
                .contains("40  history    " + Topics.AUDIT.name())
                .doesNotContain("companion.requests.v1");
        assertThat(run(source, "backup export --to " + file).err()).contains("no file is replaced");

        // A restore that was killed: its transaction is open, and nothing of it may remain.
        grantAdmin();
        var cut = producer(target, "admin", "companion-restore");
        cut.send(record(LINKS, 0, "of the cut one", new byte[] {1})).get();
        var restored = run(target, "backup restore --from " + file);
        cut.close(Duration.ZERO);
        takeBack();

        assertThat(restored.err()).isEmpty();
        assertThat(restored.code()).isZero();
        assertThat(restored.out()).contains("120 records of 22 topics, read back and equal");
        assertNoRightIsLeft(target);
        assertThat(NewestRecords.of(target, "provisioner", LINKS))
                .hasSize(40)
                .isEqualTo(NewestRecords.of(source, "provisioner", LINKS))
                .containsKeys("tenant|0", "other|1")
                .doesNotContainKeys("tenant|2", "tenant|aborted", "of the cut one");
        assertThat(NewestRecords.of(target, "mapper", CHANGELOG))
                .hasSize(39)
                .isEqualTo(NewestRecords.of(source, "mapper", CHANGELOG));
        assertThat(NewestRecords.of(target, "console", Topics.AUDIT.name()))
                .hasSize(40)
                .isEqualTo(NewestRecords.of(source, "console", Topics.AUDIT.name()));
        assertThat(NewestRecords.of(target, "mapper", Topics.REQUESTS.name()))
                .as("no request is decided a second time")
                .isEmpty();
        assertChangelogIsAsStreamsMakesIt();

        var again = directory.resolve("again.zip");
        assertThat(run(target, "backup export --to " + again).code()).isZero();
        assertThat(checksums(again)).as("the same files").isEqualTo(checksums(file));

        var twice = run(target, "backup restore --from " + file);
        assertThat(twice.code()).isEqualTo(3);
        assertThat(twice.err())
                .contains("4 topics are not empty")
                .contains(LINKS)
                .contains("companion admin topics apply");
        assertNoRightIsLeft(target);
    }

    private static void grantAdmin() throws Exception {
        try (var all = target.broker.admin()) {
            all.createAcls(RIGHTS_OF_THE_CUT_ONE).all().get();
        }
    }

    private static void takeBack() throws Exception {
        try (var all = target.broker.admin()) {
            all.deleteAcls(RIGHTS_OF_THE_CUT_ONE.stream()
                            .map(AclBinding::toFilter)
                            .toList())
                    .all()
                    .get();
        }
    }

    private static AclBinding right(ResourceType type, String name) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:admin", "*", AclOperation.WRITE, AclPermissionType.ALLOW));
    }

    private static void assertChangelogIsAsStreamsMakesIt() throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, CHANGELOG);
        try (var all = target.broker.admin()) {
            var config = all.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(config.get("min.cleanable.dirty.ratio").value()).isEqualTo("0.3");
            assertThat(all.describeTopics(List.of(CHANGELOG))
                            .allTopicNames()
                            .get()
                            .get(CHANGELOG)
                            .partitions())
                    .hasSize(OperatedStack.PARTITIONS);
        }
    }

    @Test
    void theFileOfATenantHasItsRecordsAloneAndIsNotRestored() throws Exception {
        var file = directory.resolve("tenant.zip");
        assertThat(run(source, "backup export --tenant other --to " + file).out())
                .contains("1 records of 21 topics and 0 changelogs")
                .contains("it cannot be restored");
        assertThat(manifest(file).path("tenant").asString()).isEqualTo("other");

        var restored = run(target, "backup restore --from " + file);
        assertThat(restored.code()).isEqualTo(3);
        assertThat(restored.err()).contains("only a backup of a whole installation can be restored");

        var nothing = run(source, "backup export --tenant nothing --to " + directory.resolve("nothing.zip"));
        assertThat(nothing.code()).isEqualTo(3);
        assertThat(nothing.err()).contains("tenant nothing has no record here");
        assertThat(directory.resolve("nothing.zip")).doesNotExist();
    }

    @Test
    void whileAServiceWorksNothingIsExportedUnlessItIsQuiet() throws Exception {
        var config = NewestRecords.as(source, "poller");
        config.put("group.id", "companion-poller");
        config.put("enable.auto.commit", false);
        try (var member = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            member.subscribe(List.of(Topics.TENANTS.name()));
            await().atMost(SOON).until(() -> {
                member.poll(Duration.ofMillis(50));
                return !member.assignment().isEmpty();
            });
            var running = run(source, "backup export --to " + directory.resolve("running.zip"));
            assertThat(running.code()).isEqualTo(3);
            assertThat(running.err()).contains("companion-poller have members");

            assertThat(run(source, "backup export --live --to " + directory.resolve("live.zip"))
                            .code())
                    .isZero();
        }
        try (var poller = producer(source, "poller", "companion-poller-one")) {
            poller.send(record(Topics.RMM_SITES.name(), 0, "tenant|1", random(Topics.RMM_SITES, 1)))
                    .get();
            var open = run(source, "backup export --live --tries 2 --to " + directory.resolve("open.zip"));
            assertThat(open.code()).isEqualTo(3);
            assertThat(open.err()).contains("a transaction is open in " + Topics.RMM_SITES.name());
            poller.abortTransaction();
        }
        assertThat(directory.resolve("open.zip")).doesNotExist();
        assertThat(directory.resolve("open.zip.part")).doesNotExist();
    }

    @Test
    void aKeysetThatCannotOpenTheCredentialsIsRefused() throws Exception {
        var file = directory.resolve("keys.zip");
        assertThat(run(source, "backup export --to " + file).code()).isZero();
        var keyset = directory.resolve("private.json");
        SealingKeys.ensure(keyset, directory.resolve("public.json"));
        var other = KeysetFiles.listPrivate(keyset).getFirst().id();

        var refused = run(target, "backup restore --from %s --private-keyset %s".formatted(file, keyset));

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err())
                .contains("sealed with key %d, and the private keyset has %d".formatted(KEY_ID, other));
        Files.writeString(keyset, "half of a key");
        var none = run(target, "backup restore --from %s --private-keyset %s".formatted(file, keyset));
        assertThat(none.code()).isEqualTo(3);
        assertThat(none.err()).contains("not a Tink keyset").doesNotContain("half of a key");
    }

    @Test
    void withoutTheRightToGrantItIsRefusedWithWhatIsNeeded() {
        var environment = new HashMap<>(source.environment());
        environment.put(
                "COMPANION_KAFKA_CREDENTIALS", source.files.file("reader").toString());

        var refused = OperatedStack.run(
                environment, SystemClock.get(), "backup export --tenant x --to " + directory.resolve("reader.zip"));

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("needs the credentials of admin").contains("--granted");
    }
}
