package dev.companion.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.companion.runtime.contract.ContractException;
import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.contract.ContractGate.Precondition;
import dev.companion.runtime.contract.TopicContract;
import dev.companion.runtime.tracing.Traces;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.Topics;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.SecretName;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The parts that touch a broker, on a real one. */
class RuntimeIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

    private static KafkaClients clients;

    @BeforeAll
    static void start() {
        BROKER.afterPropertiesSet();
        clients = new KafkaClients(properties());
    }

    @AfterAll
    static void stop() {
        BROKER.destroy();
    }

    private static RuntimeProperties properties() {
        return new RuntimeProperties(
                "test",
                "",
                new RuntimeProperties.Kafka(BROKER.getBrokersAsString(), "none", "none", Map.of(), null),
                new RuntimeProperties.Registry("http://localhost:1", Map.of()),
                new RuntimeProperties.TopicSettings(true, 3, (short) 1),
                new RuntimeProperties.Streams(
                        Duration.ofMillis(20),
                        Duration.ofMillis(5),
                        1,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        "0.3"),
                new RuntimeProperties.Secrets(null, null),
                new RuntimeProperties.Metrics(false),
                new RuntimeProperties.Contract(Duration.ofSeconds(30)),
                new RuntimeProperties.Tracing("", 0.1));
    }

    private static TopicContract contract(boolean apply, int partitions) {
        return new TopicContract(
                TopicCatalogue.load(), "test", new RuntimeProperties.TopicSettings(apply, partitions, (short) 1));
    }

    @Test
    void aTopicThatDiffersIsNamedWithItsDifferenceAndNothingIsMended() throws Exception {
        try (var admin = Admin.create(clients.adminConfig())) {
            contract(true, 3).settle(admin);
            contract(false, 3).settle(admin);

            var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.LINKS.name());
            set(admin, topic, "delete");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(refusal(admin, contract(true, 3)))
                            .contains("companion.links.v1 has cleanup.policy=delete (expected: compact)"));
            assertThat(admin.describeConfigs(List.of(topic))
                            .all()
                            .get()
                            .get(topic)
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("delete");
            set(admin, topic, "compact");

            assertThat(refusal(admin, contract(false, 4)))
                    .contains("companion.links.v1 has 3 partitions (expected: 4)");
        }
    }

    private static void set(Admin admin, ConfigResource topic, String cleanup) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        topic, List.of(new AlterConfigOp(new ConfigEntry("cleanup.policy", cleanup), OpType.SET))))
                .all()
                .get();
    }

    private static String refusal(Admin admin, TopicContract contract) throws Exception {
        try {
            contract.settle(admin);
        } catch (ContractException e) {
            return e.getMessage();
        }
        return "not refused";
    }

    @Test
    void workIsHeldBackUntilTheOtherSideAnswers() {
        var answers = new AtomicBoolean();
        var gate = new ContractGate(
                "test",
                List.of(new Precondition("Kafka", () -> {
                    if (!answers.get()) {
                        throw new KafkaException("not yet");
                    }
                })),
                Duration.ofSeconds(30));
        var started = new AtomicBoolean();
        gate.whenOpen(() -> started.set(true));

        gate.start();
        await().atMost(SOON).until(() -> gate.waitingFor().equals("Kafka"));
        assertThat(started).isFalse();
        answers.set(true);

        await().atMost(SOON).untilTrue(started);
        assertThat(gate.waitingFor()).isEmpty();
    }

    @Test
    void aRefusalIsKeptWithItsReasonAndLookedAtAgain() {
        var mended = new AtomicBoolean();
        var looks = new AtomicInteger();
        var gate = new ContractGate(
                "test",
                List.of(new Precondition("Kafka", () -> {
                    looks.incrementAndGet();
                    if (!mended.get()) {
                        throw new ContractException("topics differ");
                    }
                })),
                Duration.ofMillis(50));
        var started = new AtomicBoolean();
        gate.whenOpen(() -> started.set(true));

        gate.start();

        await().atMost(SOON).until(() -> looks.get() > 2);
        assertThat(gate.refusal()).contains("topics differ");
        assertThat(gate.waitingFor()).isEqualTo("topics differ");
        assertThat(gate.opened()).isNotDone();
        assertThat(started).isFalse();

        mended.set(true);

        await().atMost(SOON).until(() -> gate.opened().isDone());
        assertThat(started).isTrue();
        assertThat(gate.refusal()).isEmpty();
        gate.stop();
    }

    @Test
    void aWrongPasswordIsLookedAtAgain() {
        var right = new AtomicBoolean();
        var gate = new ContractGate(
                "test",
                List.of(new Precondition("Kafka", () -> {
                    if (!right.get()) {
                        throw new SaslAuthenticationException("invalid credentials");
                    }
                })),
                Duration.ofMillis(50));

        gate.start();

        await().atMost(SOON).until(() -> gate.refusal().isPresent());
        assertThat(gate.refusal())
                .contains(
                        "Kafka refuses this service: invalid credentials (Check companion.kafka.credentials, and the user in the cluster)");
        right.set(true);
        await().atMost(SOON).until(() -> gate.opened().isDone());
        gate.stop();
    }

    @Test
    void whatCannotBeStartedIsStartedAgainAndTheRestOnlyOnce() {
        var attempts = new AtomicInteger();
        var others = new AtomicInteger();
        var gate = new ContractGate("test", List.of(), Duration.ofMillis(50));
        gate.whenOpen(() -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("no directory for state");
            }
        });
        gate.whenOpen(others::incrementAndGet);

        gate.start();

        await().atMost(SOON).until(() -> gate.opened().isDone());
        assertThat(attempts).hasValue(3);
        assertThat(others).hasValue(1);
        gate.stop();
    }

    @Test
    void aReaderSeesWholeTopicsAndPassesOverWhatCannotBeRead() throws Exception {
        try (var admin = Admin.create(clients.adminConfig())) {
            contract(true, 3).settle(admin);
        }
        var serdes = TopicSerdes.binary();
        var seen = new ConcurrentHashMap<String, Long>();
        var gone = new CopyOnWriteArrayList<String>();
        try (var publisher = new TopicPublisher(serdes, clients.producerConfig())) {
            publisher
                    .publish(Topics.SECRETS, TenantKey.of("t1", "A"), secret("t1", 1))
                    .get();
            send(TenantKey.of("t1", "A"), new byte[] {9, 9});
            publisher
                    .publish(Topics.SECRETS, TenantKey.of("t1", "B"), secret("t1", 2))
                    .get();
            send(TenantKey.of("t2", "A"), null);
            var gate = new ContractGate("test", List.of(), Duration.ofSeconds(30));
            var reader = new TopicReaders(serdes, clients, gate, Traces.off())
                    .reader("test-reader")
                    .on(Topics.SECRETS, (key, value, _) -> {
                        if (value == null) {
                            gone.add(key);
                        } else {
                            seen.put(key, value.getRevision());
                        }
                    })
                    .build();
            reader.start();
            gate.start();
            try {
                await().atMost(SOON).until(reader::caughtUp);
                assertThat(seen).containsExactlyInAnyOrderEntriesOf(Map.of("t1|A", 1L, "t1|B", 2L));
                assertThat(gone).containsExactly("t2|A");

                publisher
                        .publish(Topics.SECRETS, TenantKey.of("t1", "B"), secret("t1", 3))
                        .get();
                await().atMost(SOON).until(() -> seen.get("t1|B") == 3L);
            } finally {
                reader.stop();
            }
        }
    }

    @Test
    void aReaderSkipsFiveThousandPoisonRecordsInAFewLines() throws Exception {
        var config = clients.producerConfig();
        config.put("value.serializer", ByteArraySerializer.class);
        try (var producer = new KafkaProducer<String, byte[]>(config)) {
            for (var i = 0; i < 5_000; i++) {
                producer.send(
                        new ProducerRecord<>(Topics.TENANTS.name(), TenantKey.of("t-" + i % 100), new byte[] {9, 9}));
            }
        }
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(TopicReader.class);
        logger.addAppender(log);
        var gate = new ContractGate("test", List.of(), Duration.ofSeconds(30));
        var reader = new TopicReaders(TopicSerdes.binary(), clients, gate, Traces.off())
                .reader("flooded-reader")
                .on(Topics.TENANTS, (_, _, _) -> {})
                .build();
        reader.start();
        gate.start();
        try {
            await().atMost(SOON).until(reader::caughtUp);

            assertThat(log.list)
                    .filteredOn(line -> line.getMessage().equals("record cannot be read and is skipped"))
                    .hasSizeBetween(1, 40)
                    .allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull());
        } finally {
            reader.stop();
            logger.detachAppender(log);
        }
    }

    private static void send(String key, byte[] value) throws Exception {
        var config = clients.producerConfig();
        config.put("value.serializer", ByteArraySerializer.class);
        try (var producer = new KafkaProducer<String, byte[]>(config)) {
            producer.send(new ProducerRecord<>(Topics.SECRETS.name(), key, value))
                    .get();
        }
    }

    private static SealedSecret secret(String tenantId, long revision) {
        return SealedSecret.newBuilder()
                .setMetadata(EventMetadatas.of("event-" + revision, Instant.EPOCH, revision, null))
                .setTenantId(tenantId)
                .setName(SecretName.RMM_API_KEY)
                .setCiphertext(ByteBuffer.allocate(0))
                .setRevision(revision)
                .build();
    }
}
