package dev.companion.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.ServiceTopology;
import dev.companion.runtime.StateStores;
import dev.companion.runtime.TopicPublisher;
import dev.companion.runtime.TopicReader;
import dev.companion.runtime.TopicReaders;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.SecretName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** What a service says of itself over HTTP while a real broker, the registry, a thread or a reader fails. */
class ReadinessIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration SECONDS = Duration.ofSeconds(15);
    private static final EmbeddedKafkaKraftBroker BROKER = broker();
    private static final Map<String, Long> READ = new ConcurrentHashMap<>();
    private static final Pattern BY_CHANCE = Pattern.compile("jvm_gc_|http_server_requests_");
    private static final Map<String, Long> PROCESSED = new ConcurrentHashMap<>();
    private static final Set<String> FAILING = ConcurrentHashMap.newKeySet();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ConfigurableApplicationContext> started = new ArrayList<>();
    private TinyRegistry registry;

    /** A service with one topology and one reader, which fail when they are told to. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        ServiceTopology topology() {
            return topology -> {
                var source = topology.source(Topics.SECRETS);
                ProcessorSupplier<String, SealedSecret, String, SealedSecret> probe = Probe::new;
                topology.processor("probe", probe, source);
                topology.store(StateStores.json("seen", String.class), "probe");
            };
        }

        @Bean
        TopicReader reader(TopicReaders readers) {
            return readers.reader("test-reader")
                    .on(Topics.SECRETS, (key, value, _) -> {
                        if (FAILING.contains("reader")) {
                            throw new KafkaException("the reader fails");
                        }
                        READ.put(key, value == null ? -1 : value.getRevision());
                    })
                    .on(Topics.TENANTS, (_, _, _) -> {})
                    .build();
        }
    }

    private static final class Probe extends ContextualProcessor<String, SealedSecret, String, SealedSecret> {
        @Override
        public void process(Record<String, SealedSecret> record) {
            if (FAILING.contains("streams")) {
                throw new KafkaException("the thread fails");
            }
            PROCESSED.put(record.key(), record.value().getRevision());
        }
    }

    private static EmbeddedKafkaKraftBroker broker() {
        var broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperties(Map.of(
                "auto.create.topics.enable", "false",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "2",
                "offsets.topic.num.partitions", "2",
                "group.initial.rebalance.delay.ms", "0"));
        return broker;
    }

    @BeforeAll
    static void startBroker() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.destroy();
    }

    @org.junit.jupiter.api.BeforeEach
    void startRegistry() throws Exception {
        registry = new TinyRegistry();
    }

    @AfterEach
    void stop() {
        FAILING.clear();
        started.forEach(ConfigurableApplicationContext::close);
        registry.close();
    }

    private ConfigurableApplicationContext start(String brokers, String... settings) {
        var arguments = new LinkedHashMap<String, String>();
        for (var setting : List.of(
                "server.port=0",
                "companion.service=provisioner",
                "companion.kafka.bootstrap-servers=" + brokers,
                "companion.registry.url=" + registry.url(),
                "companion.registry.properties[max.retries]=0",
                "companion.contract.look-again=1s",
                "companion.topics.apply=true",
                "companion.topics.partitions=2",
                "companion.topics.replication=1")) {
            arguments.put(setting.substring(0, setting.indexOf('=')), setting);
        }
        for (var setting : settings) {
            arguments.put(setting.substring(0, setting.indexOf('=')), setting);
        }
        var context = new SpringApplicationBuilder(Service.class)
                .registerShutdownHook(false)
                .run(arguments.values().stream().map(setting -> "--" + setting).toArray(String[]::new));
        started.add(context);
        return context;
    }

    private HttpResponse<String> get(ConfigurableApplicationContext context, String path) {
        var port = context.getEnvironment().getProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%s%s".formatted(port, path)))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady(ConfigurableApplicationContext context) {
        await().atMost(SOON).untilAsserted(() -> {
            var readiness = get(context, "/actuator/health/readiness");
            assertThat(readiness.statusCode()).as(readiness.body()).isEqualTo(200);
        });
    }

    /** It says so within seconds, and for as long as the cause lasts; a restart would not help, so it is alive. */
    private void awaitNotReady(ConfigurableApplicationContext context, Duration within, String... reasons) {
        await().atMost(within).untilAsserted(() -> assertThat(notReady(context)).contains(reasons));
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(6)).until(() -> notReady(context) != null);
        assertThat(get(context, "/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    private @org.jspecify.annotations.Nullable String notReady(ConfigurableApplicationContext context) {
        var readiness = get(context, "/actuator/health/readiness");
        return readiness.statusCode() == 503 ? readiness.body() : null;
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

    private static String publish(ConfigurableApplicationContext context, String tenantId, long revision) {
        var key = TenantKey.of(tenantId, "A");
        context.getBean(TopicPublisher.class)
                .publish(Topics.SECRETS, key, secret(tenantId, revision))
                .join();
        return key;
    }

    private static void awaitHandled(String key) {
        await().atMost(SOON).until(() -> READ.containsKey(key) && PROCESSED.containsKey(key));
    }

    @Test
    void withoutABrokerAtStartItIsNotReady() {
        awaitNotReady(start("127.0.0.1:1"), SECONDS, "Kafka at 127.0.0.1:1", "does not answer", "test-reader");
    }

    @Test
    void aBrokerThatGoesIsSeenWithinSeconds() {
        var own = broker();
        own.afterPropertiesSet();
        var brokers = own.getBrokersAsString();
        var context = start(brokers);
        try {
            awaitReady(context);
        } finally {
            own.destroy();
        }

        awaitNotReady(context, SECONDS, "Kafka at " + brokers + " has not answered for");
    }

    @Test
    void aRefusalIsLookedAtAgainAndItsReasonKept() {
        registry.answersWith(404);
        var context = start(BROKER.getBrokersAsString());
        awaitNotReady(context, SOON, "refused by the registry", "404");

        registry.answersWith(200);

        awaitReady(context);
    }

    @Test
    void aServiceThatHasStartedNeedsNoRegistry() {
        var before = start(BROKER.getBrokersAsString());
        awaitReady(before);
        publish(before, "registry-tenant", 1);
        before.close();
        var context = start(BROKER.getBrokersAsString());
        awaitReady(context);

        registry.answersWith(503);

        READ.clear();
        PROCESSED.clear();
        awaitHandled(publish(context, "registry-tenant-2", 2));
        awaitReady(context);
    }

    @Test
    void aThreadThatIsReplacedInACircleIsNotReady() {
        var context = start(BROKER.getBrokersAsString());
        awaitReady(context);
        FAILING.add("streams");
        var key = publish(context, "circle", 1);

        awaitNotReady(context, SECONDS, "stream thread is replaced", "the thread fails", Topics.SECRETS.name());

        FAILING.clear();
        awaitHandled(key);
        awaitReady(context);
    }

    @Test
    void aReaderThatFailsOnceASecondIsNotReady() {
        var context = start(BROKER.getBrokersAsString());
        awaitReady(context);
        FAILING.add("reader");
        var key = publish(context, "once-a-second", 1);

        awaitNotReady(context, SECONDS, "test-reader", "the reader fails");

        FAILING.clear();
        awaitHandled(key);
    }

    /** How old a view is depends on this, and not on whether the reader has been stable for a while. */
    @Test
    void aReaderFollowsAgainBeforeItCountsAsReady() {
        var context = start(BROKER.getBrokersAsString());
        awaitReady(context);
        var reader = context.getBean(TopicReader.class);
        assertThat(reader.follows()).isTrue();
        FAILING.add("reader");
        var key = publish(context, "fails-and-follows", 1);
        await().atMost(SECONDS).untilAsserted(() -> {
            assertThat(reader.trouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble).contains("(3 times within 10 min)"));
            assertThat(reader.follows()).isFalse();
        });

        FAILING.clear();
        awaitHandled(key);

        await().atMost(SECONDS).until(reader::follows);
        assertThat(reader.trouble()).as("has not been calm for a minute").isPresent();
    }

    @Test
    void aTopicThatIsGoneIsNamed() throws Exception {
        var context = start(BROKER.getBrokersAsString());
        awaitReady(context);
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            var topic = Topics.TENANTS.name();
            admin.deleteTopics(List.of(topic)).all().get();

            awaitNotReady(context, SOON, "test-reader", "topic " + topic + " does not exist");

            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact", "delete.retention.ms", "604800000"))))
                    .all()
                    .get();
        }
    }

    @Test
    void everyCodecIsReadByStreamsAndByReaders() throws Exception {
        var context = start(BROKER.getBrokersAsString());
        awaitReady(context);
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.SECRETS.name());
            for (var codec : List.of("uncompressed", "gzip", "snappy", "lz4", "zstd")) {
                // As a platform team does it: the broker compresses what it stores.
                admin.incrementalAlterConfigs(Map.of(
                                topic,
                                List.of(new AlterConfigOp(
                                        new ConfigEntry("compression.type", codec), AlterConfigOp.OpType.SET))))
                        .all()
                        .get();
                awaitHandled(publish(context, "codec-" + codec, 1));
            }
            admin.incrementalAlterConfigs(Map.of(
                            topic,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("compression.type", ""), AlterConfigOp.OpType.DELETE))))
                    .all()
                    .get();
        }
        awaitReady(context);
    }

    /**
     * The names with their labels, without values. Not those that have a series for each thing that happened by chance: a cause of a
     * garbage collection, a status with which a question for the health was answered.
     */
    private Set<String> series(ConfigurableApplicationContext context) {
        return get(context, "/actuator/prometheus")
                .body()
                .lines()
                .filter(line ->
                        !line.startsWith("#") && !BY_CHANCE.matcher(line).lookingAt())
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String nameOf(String series) {
        return series.substring(0, (series + "{").indexOf('{'));
    }

    @Test
    void aScrapeIsSmallHasNoPartitionsAndIsTheSameAfterARestart() {
        var first = start(BROKER.getBrokersAsString());
        awaitReady(first);
        awaitHandled(publish(first, "metrics", 1));
        await().atMost(SOON).until(() -> series(first).stream().anyMatch(line -> line.contains("records_lag")));
        var before = series(first);
        first.close();

        // The second one has a pause of a kind that the first had not.
        System.gc();

        var second = start(BROKER.getBrokersAsString());
        awaitReady(second);
        awaitHandled(publish(second, "metrics-2", 1));
        await().atMost(SOON).until(() -> series(second).containsAll(before));
        var after = series(second);

        var names = before.stream().map(ReadinessIT::nameOf).collect(Collectors.toSet());
        assertThat(after)
                .filteredOn(line -> names.contains(nameOf(line)))
                .as("no series with another label than before")
                .containsExactlyElementsOf(before);
        assertThat(after).hasSizeLessThan(400);
        assertThat(after).noneMatch(line -> line.contains("partition=") || line.contains("client_id="));
        assertThat(after)
                .anyMatch(line -> line.startsWith("kafka_stream_client_state{"))
                .anyMatch(line -> line.startsWith("kafka_stream_failed_stream_threads_total{"))
                .anyMatch(line -> line.startsWith("kafka_stream_task_restore_remaining_records{"))
                .anyMatch(line -> line.startsWith("kafka_stream_task_dropped_records_total{"))
                .anyMatch(line -> line.startsWith("kafka_consumer_fetch_manager_records_lag{"))
                .anyMatch(line -> line.startsWith("kafka_consumer_coordinator_rebalance_total{"))
                .anyMatch(line -> line.startsWith("kafka_producer_failed_authentication_total{"))
                .allMatch(line -> !line.startsWith("kafka_") || line.contains("service=\"provisioner\""));
    }

    @Test
    void theSettingOfAChangelogIsLeftToTheClusterIfItIsEmpty() throws Exception {
        awaitReady(start(BROKER.getBrokersAsString(), "companion.service=mapper"));
        awaitReady(start(
                BROKER.getBrokersAsString(), "companion.service=poller", "companion.streams.changelog-dirty-ratio="));

        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            assertThat(dirtyRatio(admin, "companion-mapper-seen-changelog").value())
                    .isEqualTo("0.3");
            assertThat(dirtyRatio(admin, "companion-poller-seen-changelog").isDefault())
                    .isTrue();
        }
    }

    private static ConfigEntry dirtyRatio(Admin admin, String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get("min.cleanable.dirty.ratio");
    }
}
