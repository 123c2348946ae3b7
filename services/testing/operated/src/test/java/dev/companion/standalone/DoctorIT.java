package dev.companion.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.operations.config.SystemClock;
import dev.companion.runtime.access.AccessFiles;
import dev.companion.runtime.sealing.SealingKeys;
import dev.companion.schemas.Topic;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.schemas.TopicCatalogue.Service;
import dev.companion.schemas.Topics;
import dev.companion.serde.RegistryClient;
import dev.companion.standalone.OperatedStack.Ran;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code doctor} on a good installation, on one with many faults, and where it is not let in. */
class DoctorIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();
    private static final String LINKS = "companion.links.v1";
    private static final String SUGGESTIONS = "companion.suggestions.v1";
    private static final String CHANGES = "companion.rmm.changes.v1";

    @TempDir
    private static Path directory;

    private static OperatedStack stack;
    private static StubService service;
    private static final Map<String, KafkaConsumer<byte[], byte[]>> MEMBERS = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        stack = OperatedStack.start(directory);
        service = new StubService();
        stack.registry.awaitReady();
        for (var keys : List.of("one", "other")) {
            SealingKeys.ensure(
                    directory.resolve(keys).resolve("private.json"),
                    directory.resolve(keys).resolve("public.json"));
        }
    }

    @AfterAll
    static void stop() {
        MEMBERS.values().forEach(KafkaConsumer::close);
        service.close();
        stack.close();
    }

    /** The real clock: it is compared with that of the broker. */
    private static Ran doctor(Map<String, String> environment, Duration off, String arguments) {
        var clock = SystemClock.get();
        InstantSource ours = () -> clock.instant().plus(off);
        return OperatedStack.run(environment, ours, "doctor " + arguments);
    }

    private static String everything(String publicKeyset) {
        var readers = CATALOGUE.services().stream().map(Service::name).collect(Collectors.toList());
        readers.add("reader");
        return "--readers %s --service mapper=http://127.0.0.1:%d --public-keyset %s --private-keyset %s --disk %s"
                .formatted(
                        readers.stream()
                                .map(name -> stack.files.file(name).toString())
                                .collect(Collectors.joining(",")),
                        service.port(),
                        directory.resolve(publicKeyset).resolve("public.json"),
                        directory.resolve("one").resolve("private.json"),
                        directory);
    }

    @Test
    void aGoodInstallationIsSilentAndEachOfItsFaultsIsNamed() throws Throwable {
        makeGood();

        var good = doctor(stack.environment(), Duration.ZERO, everything("one"));
        assertThat(good.out()).isEqualToIgnoringNewLines("all well");
        assertThat(good.code()).isZero();

        try (var all = stack.broker.admin()) {
            seed(all);
        }
        var environment = new HashMap<>(stack.environment());
        environment.put("COMPANION_REGISTRYURL", "http://elsewhere");
        var faults = doctor(
                environment,
                Duration.ofSeconds(40),
                everything("other") + " --service poller=http://127.0.0.1:1 --lag 2 --json");

        assertThat(faults.code()).isEqualTo(2);
        var findings = JsonMapper.shared().readTree(faults.out()).path("findings");
        assertFinding(
                findings, "FAULT", "topics", CHANGES, "is missing", "companion admin topics apply, or kafka-topics.sh");
        assertFinding(findings, "FAULT", "topics", LINKS, "delete.retention.ms=5", "kafka-configs.sh");
        assertFinding(
                findings,
                "FAULT",
                "changelogs",
                "companion-mapper-links-changelog",
                "cleanup.policy=delete",
                "kafka-configs.sh");
        assertFinding(findings, "FAULT", "changelogs", "companion-poller-more-changelog", "3 partitions", "backup");
        assertFinding(
                findings,
                "FAULT",
                "changelogs",
                "companion-provisioner",
                "no changelog is there",
                "restore its changelogs");
        assertFinding(
                findings,
                "WARNING",
                "changelogs",
                "companion-pollers-rows-changelog",
                "neither the catalogue",
                "--delete --topic");
        assertFinding(
                findings,
                "FAULT",
                "acls",
                "User:mapper",
                "missing: User:mapper may Write topic companion.tenants.v1",
                "--add");
        assertFinding(
                findings,
                "FAULT",
                "acls",
                "User:mapper",
                "too many: User:mapper may Read topic companion.secrets.v1",
                "--remove");
        assertFinding(
                findings,
                "FAULT",
                "acls",
                "User:*",
                "beside the catalogue: User:* may Read topic companion.secrets.v1",
                "--remove");
        assertFinding(
                findings, "FAULT", "schemas", CHANGES + "-value", "is not registered", "companion admin schemas apply");
        assertFinding(findings, "FAULT", "schemas", LINKS + "-value", "level NONE", "curl -X PUT");
        assertFinding(
                findings,
                "FAULT",
                "records",
                SUGGESTIONS,
                "the record cannot be read",
                "restore it from the same time");
        assertFinding(findings, "FAULT", "groups", "companion-poller", "no member", "start the service");
        assertFinding(
                findings, "WARNING", "groups", "companion-event-resolver", "records are not read yet", "look again");
        assertFinding(
                findings,
                "FAULT",
                "services",
                "mapper",
                "contract {\"waitingFor\":\"the schema registry\"}",
                "mend what it names");
        assertFinding(findings, "FAULT", "services", "poller", "does not answer", "start the service");
        assertFinding(findings, "FAULT", "keysets", "public.json", "cannot be opened", "belongs to the private one");
        assertFinding(findings, "FAULT", "clock", "the controller", "s behind", "synchronise");
        assertFinding(
                findings,
                "FAULT",
                "clock",
                "Datto RMM, seen by poller",
                "600 s behind the clock of poller",
                "synchronise the clock of the machine");
        assertFinding(
                findings,
                "FAULT",
                "keysets",
                "poller",
                "private keyset does not open: 3",
                "the private keyset that belongs");
        assertFinding(
                findings,
                "FAULT",
                "quotas",
                "GravityZone, called by provisioner",
                "the key is refused (accounts: 2)",
                "save a valid key");
        assertFinding(findings, "WARNING", "quotas", "Datto RMM, called by poller", "97 % of the quota", "programs");
        assertFinding(findings, "WARNING", "versions", "running services", "0.0.9: mapper", "finish the upgrade");
        assertFinding(findings, "WARNING", "memory", "mapper", "91 % of 95 MB", "raise the memory limit");
        assertFinding(
                findings, "WARNING", "variables", "COMPANION_REGISTRYURL", "sets nothing", "COMPANION_REGISTRY_URL");
    }

    private static void assertFinding(
            JsonNode findings, String level, String check, String what, String found, String mend) {
        assertThat(findings).as("%s: %s", check, found).anySatisfy(finding -> {
            assertThat(finding.path("level").asString()).isEqualTo(level);
            assertThat(finding.path("check").asString()).isEqualTo(check);
            assertThat(finding.path("what").asString()).contains(what);
            assertThat(finding.path("found").asString()).contains(found);
            assertThat(finding.path("expected").asString()).isNotBlank();
            assertThat(finding.path("mend").asString()).contains(mend);
        });
    }

    /** Topics, schemas, changelogs, records, and a member in each group. */
    private static void makeGood() throws Throwable {
        for (var command :
                List.of("admin topics apply", "admin schemas apply --registry-credentials " + stack.writer)) {
            assertThat(OperatedStack.run(stack.environment(), SystemClock.get(), command)
                            .out())
                    .contains("as the catalogue says");
        }
        try (var all = stack.broker.admin()) {
            for (var each : CATALOGUE.services()) {
                if (each.streams()) {
                    create(all, changelog(each.name()), OperatedStack.PARTITIONS, "compact");
                }
            }
        }
        var mapper = as("mapper");
        mapper.commit("companion-mapper-1", LINKS, "tenant|0".getBytes(UTF_8), record(Topics.LINKS));
        for (var each = 0; each < 5; each++) {
            mapper.produce(LINKS, ("tenant|" + each).getBytes(UTF_8), record(Topics.LINKS));
        }
        for (var each : CATALOGUE.services()) {
            var groups = new ArrayList<>(each.groups());
            if (each.streams()) {
                groups.add(each.applicationId());
            }
            for (var group : groups) {
                join(each.name(), group);
            }
        }
    }

    private static String changelog(String service) {
        return "companion-%s-%s-changelog".formatted(service, service.equals("mapper") ? "links" : "rows");
    }

    private static AccessClients as(String principal) {
        return new AccessClients(principal, stack.port, stack.files.file(principal));
    }

    private static void create(Admin all, String topic, int partitions, String cleanup) throws Exception {
        all.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.of((short) 1))
                        .configs(Map.of("cleanup.policy", cleanup))))
                .all()
                .get();
    }

    /** A consumer that is a member of the group, and that has read everything. */
    private static void join(String principal, String group) {
        var config = new HashMap<String, Object>(AccessFiles.read(stack.files.file(principal)));
        config.put("bootstrap.servers", "127.0.0.1:" + stack.port);
        config.put("group.id", group);
        config.put("enable.auto.commit", false);
        var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        MEMBERS.put(group, consumer);
        var topic = CATALOGUE.rows().stream()
                .filter(row -> row.readers().contains(principal))
                .map(Row::name)
                .filter(name -> !principal.equals("event-resolver") || name.equals(LINKS))
                .findFirst()
                .orElseThrow();
        consumer.subscribe(List.of(topic));
        await().atMost(SOON).until(() -> {
            consumer.poll(Duration.ofMillis(50));
            return !consumer.assignment().isEmpty();
        });
        consumer.commitSync(consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue()))));
    }

    private static byte[] record(Topic<?> topic) throws Exception {
        var schema = topic.schema();
        var id = RegistryClient.of(stack.registryClient()).lookUp(topic.subject(), schema);
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema)
                .write(new RandomData(schema, 1, 7L).iterator().next(), encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static AclBinding right(String principal, String topic, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
    }

    private static void seed(Admin all) throws Throwable {
        as("mapper").produce(SUGGESTIONS, "tenant|a".getBytes(UTF_8), new byte[] {0, 0, 1, 0, 0, 1});
        var resolver = MEMBERS.get("companion-event-resolver");
        resolver.commitSync(resolver.assignment().stream()
                .collect(Collectors.toMap(partition -> partition, (TopicPartition _) -> new OffsetAndMetadata(0))));
        MEMBERS.get("companion-poller").unsubscribe();
        all.deleteTopics(List.of(CHANGES, changelog("provisioner"))).all().get();
        set(all, LINKS, "delete.retention.ms", "5");
        set(all, changelog("mapper"), "cleanup.policy", "delete");
        create(all, "companion-poller-more-changelog", 3, "compact");
        create(all, "companion-pollers-rows-changelog", OperatedStack.PARTITIONS, "compact");
        all.deleteAcls(List.of(right("mapper", "companion.tenants.v1", AclOperation.WRITE)
                        .toFilter()))
                .all()
                .get();
        all.createAcls(List.of(
                        right("mapper", "companion.secrets.v1", AclOperation.READ),
                        right("*", "companion.secrets.v1", AclOperation.READ)))
                .all()
                .get();
        stack.deleteSubject(CHANGES + "-value");
        RegistryClient.of(stack.registryClient()).setCompatibility(LINKS + "-value", "NONE");
        service.fail();
    }

    private static void set(Admin all, String topic, String name, String value) throws Exception {
        all.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    @Test
    void whereItIsNotLetInItSaysSoAndMakesNoOtherCheck() throws Exception {
        var wrong = Files.writeString(
                directory.resolve("wrong.properties"),
                Files.readString(stack.files.file("admin")).replaceAll("password=\"[^\"]*\"", "password=\"wrong\""));

        assertThat(doctor(stack.environment(), Duration.ZERO, "--skip schemas --credentials " + wrong))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.out())
                        .contains("FAULT authentication: the cluster", "refuses the credentials", "WARNING cluster")
                        .contains("faults: 1, warnings: 1"));
        assertThat(doctor(
                        stack.environment(),
                        Duration.ZERO,
                        "--skip schemas --bootstrap 127.0.0.1:1,no-such-host.invalid:9"))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.out())
                        .contains("FAULT address: broker 127.0.0.1:1", "TCP: ", "start it, correct the port")
                        .contains("FAULT address: broker no-such-host.invalid:9", "the name is not known"));
    }

    @Test
    void aCheckThatCannotBeMadeIsAWarning() {
        var reader = new HashMap<>(stack.environment());
        reader.put("COMPANION_KAFKA_CREDENTIALS", stack.files.file("reader").toString());

        assertThat(doctor(reader, Duration.ZERO, "--skip schemas,records,topics")
                        .out())
                .contains("WARNING acls: this check", "could not be made", "credentials of the administrator");
        assertThat(doctor(stack.environment(), Duration.ZERO, "--skip mind").code())
                .isEqualTo(64);
    }
}
