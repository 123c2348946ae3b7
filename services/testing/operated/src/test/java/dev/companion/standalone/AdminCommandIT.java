package dev.companion.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.serde.RegistryClient;
import dev.companion.standalone.OperatedStack.Ran;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code admin topics|acls|schemas plan|apply|check}, as a person types it, against a broker and a registry. */
@Tag("wide")
class AdminCommandIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();
    private static final String TENANTS = "companion.tenants.v1";
    private static final String LINKS = "companion.links.v1";

    @TempDir
    private static Path directory;

    private static OperatedStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = OperatedStack.start(directory);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static Ran run(String arguments) {
        return run(stack.environment(), arguments);
    }

    private static Ran run(Map<String, String> environment, String arguments) {
        return OperatedStack.run(environment, InstantSource.fixed(Instant.EPOCH), arguments);
    }

    private static void awaitCheck(String of, int code) {
        await().atMost(SOON).until(() -> run("admin " + of + " check").code() == code);
    }

    @Test
    void missingTopicsAreCreatedAndOneThatDiffersIsRefused() throws Exception {
        var plan = run("admin topics plan");
        assertThat(plan.code()).isEqualTo(2);
        assertThat(plan.out())
                .startsWith("topics: %d differences".formatted(CATALOGUE.rows().size()))
                .contains("kafka-topics.sh --bootstrap-server 127.0.0.1")
                .contains("--create --topic " + TENANTS + " --partitions 2 --replication-factor 1")
                .contains(CATALOGUE.rows().stream().map(Row::name).toList());

        var created = run("admin topics apply");
        assertThat(created.out()).isEqualToIgnoringNewLines("topics: as the catalogue says");
        assertThat(created.err().lines())
                .hasSameSizeAs(CATALOGUE.rows())
                .contains("applied: %s (before: %1$s is missing)".formatted(TENANTS));
        assertThat(run("admin topics apply").err()).as("nothing to do").isEmpty();
        assertThat(run("admin topics check").code()).isZero();

        try (var all = stack.broker.admin()) {
            var links = new ConfigResource(ConfigResource.Type.TOPIC, LINKS);
            var tombstones = CATALOGUE.row(LINKS).config().get("delete.retention.ms");
            set(all, links, "5");
            all.deleteTopics(List.of(TENANTS)).all().get();
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> all.createTopics(List.of(new NewTopic(TENANTS, Optional.of(1), Optional.empty())
                                            .configs(CATALOGUE.row(TENANTS).config())))
                                    .all()
                                    .get()
                            == null);
            // A topic that was made is known to the broker a moment later.
            await().atMost(SOON).until(() -> run("admin topics check").out().contains("refused: " + TENANTS));

            for (var command : List.of("plan", "apply")) {
                var refused = run("admin topics " + command);
                assertThat(refused.code()).as(command).isEqualTo(3);
                assertThat(refused.out())
                        .contains("refused: %s has 1 partitions (expected: 2)".formatted(TENANTS))
                        .contains("refused: %s has delete.retention.ms=5 (expected: %s)".formatted(LINKS, tombstones))
                        .contains("--add-config delete.retention.ms=" + tombstones)
                        .contains("topics: 2 differences");
            }
            assertThat(all.describeTopics(List.of(TENANTS))
                            .allTopicNames()
                            .get()
                            .get(TENANTS)
                            .partitions())
                    .as("partitions are never changed")
                    .hasSize(1);
            all.deleteTopics(List.of(TENANTS)).all().get();
            set(all, links, tombstones);
            await().atMost(SOON).until(() -> run("admin topics apply").code() == 0);
        }
    }

    private static void set(org.apache.kafka.clients.admin.Admin admin, ConfigResource topic, String tombstones)
            throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        topic,
                        List.of(new AlterConfigOp(
                                new ConfigEntry("delete.retention.ms", tombstones), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static AclBinding right(String principal, String topic, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
    }

    @Test
    void missingRightsAreGrantedAndThoseTooManyAreNamedAndStay() throws Exception {
        awaitCheck("acls", 0);
        var missing = right("mapper", TENANTS, AclOperation.WRITE);
        var tooMany = right("mapper", "companion.secrets.v1", AclOperation.READ);
        var ofOthers = right("*", "companion.secrets.v1", AclOperation.READ);
        try (var all = stack.broker.admin()) {
            all.deleteAcls(List.of(missing.toFilter())).all().get();
            all.createAcls(List.of(tooMany, ofOthers)).all().get();
            await().atMost(SOON).until(() -> run("admin acls check").out().startsWith("acls: 3 differences"));

            var plan = run("admin acls plan");
            assertThat(plan.code()).isEqualTo(2);
            assertThat(plan.out())
                    .contains("missing: User:mapper may Write topic " + TENANTS)
                    .contains("--add --allow-principal User:mapper --operation Write --topic '%s'".formatted(TENANTS))
                    .contains("too many: User:mapper may Read topic companion.secrets.v1")
                    .contains("--remove --force --allow-principal User:mapper --operation Read")
                    .contains("left to you: beside the catalogue: User:* may Read topic companion.secrets.v1");
            assertThat(run("admin acls check --principals poller,provisioner").code())
                    .as("only theirs")
                    .isZero();

            var applied = run("admin acls apply");
            assertThat(applied.code())
                    .as("a right too many is left to a person")
                    .isEqualTo(2);
            assertThat(applied.out()).startsWith("acls: 2 differences\n").contains("too many", "beside the catalogue");
            assertThat(applied.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("applied: User:mapper (before: missing: User:mapper may Write topic");
            assertThat(all.describeAcls(AclBindingFilter.ANY).values().get()).contains(missing, tooMany, ofOthers);

            all.deleteAcls(List.of(tooMany.toFilter(), ofOthers.toFilter()))
                    .all()
                    .get();
            awaitCheck("acls", 0);
        }
    }

    @Test
    void schemasAreAllAskedForBeforeOneIsRegistered() throws Exception {
        stack.registry.awaitReady();
        var subject = LINKS + "-value";
        var client = RegistryClient.of(stack.registryClient());
        client.register(subject, new Schema.Parser().parse("""
                {"type":"record","name":"Link","namespace":"dev.companion.links","fields":[{"name":"x","type":"int"}]}"""));

        for (var command : List.of("plan", "apply", "check")) {
            var refused = run("admin schemas %s --registry-credentials %s".formatted(command, stack.writer));
            assertThat(refused.code()).as(command).isEqualTo(3);
            assertThat(refused.out())
                    .contains("refused: %s: the new schema cannot read records of version 1".formatted(subject))
                    .contains("refused: %s: version 1 cannot read records of the new schema".formatted(subject))
                    .contains(TENANTS + "-value: schema dev.companion.settings.Tenant is not registered");
        }
        assertThat(client.subjects()).as("nothing was registered").containsExactly(subject);

        stack.deleteSubject(subject);
        assertThat(run("admin schemas plan").code()).as("a reader plans").isEqualTo(2);
        assertThat(run("admin schemas apply").code())
                .as("a reader registers nothing")
                .isEqualTo(3);
        assertThat(run("admin schemas apply --registry-credentials " + stack.writer)
                        .code())
                .isZero();
        assertThat(run("admin schemas check").out()).isEqualToIgnoringNewLines("schemas: as the catalogue says");

        client.setCompatibility(subject, "NONE");
        var level = run("admin schemas plan");
        assertThat(level.code()).isEqualTo(2);
        assertThat(level.out()).contains(subject + ": level NONE (expected: FULL_TRANSITIVE)");
        assertThat(run("admin schemas apply --registry-credentials " + stack.writer)
                        .code())
                .isZero();
    }

    @Test
    void whoMayNotIsRefusedAndNoBrokerIsNoAnswer() {
        var reader = new HashMap<>(stack.environment());
        reader.put("COMPANION_KAFKA_CREDENTIALS", stack.files.file("reader").toString());
        assertThat(run(reader, "admin acls check"))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(3))
                .satisfies(ran -> assertThat(ran.err()).startsWith("refused: "));

        assertThat(run("admin topics check --bootstrap 127.0.0.1:1"))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(1))
                .satisfies(ran -> assertThat(ran.err()).startsWith("no answer: "));
        assertThat(run("admin topics check --bootstrap no-port").code()).isEqualTo(1);
    }
}
