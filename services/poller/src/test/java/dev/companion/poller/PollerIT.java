package dev.companion.poller;

import static dev.companion.poller.http.MemoryDatto.site;
import static dev.companion.poller.http.MemoryDatto.uid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.pacing.Quota;
import dev.companion.poller.domain.polling.PollSettings;
import dev.companion.poller.http.MemoryDatto;
import dev.companion.poller.http.MemoryGravityZone;
import dev.companion.poller.http.VendorClients;
import dev.companion.poller.topology.PollerTopology;
import dev.companion.poller.topology.SettingsFixture;
import dev.companion.runtime.TopicSerdes;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.TenantPartitioner;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import dev.companion.settings.SecretName;
import dev.companion.vendor.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The poller on a real broker: exactly-once transactions, state that comes back, and rest when there is nothing to do. */
class PollerIT {

    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PARTITIONS = 3;

    private final MemoryDatto datto = new MemoryDatto();
    private final MemoryGravityZone gravityZone = new MemoryGravityZone();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<KafkaStreams> started = new ArrayList<>();

    @BeforeAll
    static void startBroker() throws Exception {
        BROKER.brokerProperties(Map.of(
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "offsets.topic.num.partitions", "4",
                "group.initial.rebalance.delay.ms", "0"));
        BROKER.afterPropertiesSet();
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            admin.createTopics(Topics.all().stream()
                            .map(topic -> new NewTopic(topic.name(), PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stopBroker() {
        BROKER.destroy();
    }

    @AfterEach
    void stop() {
        started.forEach(streams -> streams.close(Duration.ofSeconds(10)));
        executor.shutdownNow();
    }

    @Test
    void whatIsKnownSurvivesAnEndAndNothingIsPublishedTwice() {
        var tenant = "survivor";
        for (var n = 0; n < 600; n++) {
            datto.put(site(uid(n), "Site " + n));
        }
        connect(tenant);
        var first = start("poller-survivor", Duration.ofSeconds(1));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(read(Topics.RMM_SITES, tenant)).hasSize(600));
        first.close(Duration.ofSeconds(10));
        var sweeps = datto.requests.size();

        datto.remove(uid(5));
        datto.put(site(uid(6), "Renamed"));
        start("poller-survivor", Duration.ofSeconds(1));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(read(Topics.RMM_SITES, tenant)).hasSize(602));

        assertThat(datto.requests.size()).isGreaterThan(sweeps);
        var changes = read(Topics.RMM_CHANGES, tenant);
        assertThat(changes).as("each state record has its change").hasSize(602);
        var folded = new HashMap<String, String>();
        changes.forEach(change -> change.value
                .getSiteAfter()
                .ifPresentOrElse(after -> folded.put(change.key, after.getName()), () -> folded.remove(change.key)));
        var state = new HashMap<String, String>();
        read(Topics.RMM_SITES, tenant).forEach(row -> {
            if (row.value == null) {
                state.remove(row.key);
            } else {
                state.put(row.key, row.value.getName());
            }
        });
        assertThat(folded).isEqualTo(state).hasSize(599);
    }

    @Test
    void thereIsNoCommitWhereThereIsNothingToDo() {
        var tenant = "sleeper";
        datto.put(site(uid(1), "Acme"));
        gravityZone.put(MemoryGravityZone.customer(MemoryGravityZone.id(1), "Acme"));
        connect(tenant);
        var streams = start("poller-sleeper", Duration.ofMinutes(10));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(read(Topics.RMM_SITES, tenant)).hasSize(1));
        await().atMost(SOON).until(() -> gravityZone.requests.contains("all links"));
        await().atMost(SOON).during(Duration.ofMillis(500)).until(unchanged(streams));

        var before = commits(streams);
        await().atMost(SOON).during(Duration.ofSeconds(3)).until(() -> commits(streams) == before);
    }

    private static java.util.concurrent.Callable<Boolean> unchanged(KafkaStreams streams) {
        var last = new double[] {-1};
        return () -> {
            var now = commits(streams);
            var same = now == last[0];
            last[0] = now;
            return same;
        };
    }

    private static double commits(KafkaStreams streams) {
        return streams.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("txn-commit-time-ns-total"))
                .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                .sum();
    }

    private KafkaStreams start(String application, Duration base) {
        var clients = new VendorClients() {
            @Override
            public DattoRmmClient datto(String tenant, DattoCredentials credentials) {
                return datto;
            }

            @Override
            public GravityZoneClient gravityZone(String tenant, GravityZoneCredentials credentials) {
                return gravityZone;
            }
        };
        var service = new PollerTopology(
                new PollSettings(base, Quota.perMinute(600), Quota.perSecond(10)),
                32,
                clients,
                (_, _, _) -> Optional.of(Secret.of("opened")),
                new SimpleMeterRegistry(),
                () -> Instant.EPOCH,
                executor,
                () -> 0);
        var topology = new TopicTopology(new Topology(), TopicSerdes.binary());
        service.define(topology);
        var properties = new Properties();
        properties.put("application.id", application);
        properties.put("bootstrap.servers", BROKER.getBrokersAsString());
        properties.put("processing.guarantee", "exactly_once_v2");
        properties.put("commit.interval.ms", 20);
        properties.put("poll.ms", 5);
        properties.put("replication.factor", 1);
        properties.put("consumer.session.timeout.ms", 6_000);
        var streams = new KafkaStreams(topology.topology(), properties);
        started.add(streams);
        streams.start();
        return streams;
    }

    private static void connect(String tenant) {
        send(Topics.TENANTS, tenant, SettingsFixture.tenant(tenant, 1).build());
        for (var name :
                List.of(SecretName.RMM_API_KEY, SecretName.RMM_API_SECRET_KEY, SecretName.GRAVITYZONE_API_KEY)) {
            send(Topics.SECRETS, tenant + "|" + name, SettingsFixture.secret(tenant, name, "sealed", 1));
        }
    }

    private static <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        var config = Map.<String, Object>of(
                "bootstrap.servers",
                BROKER.getBrokersAsString(),
                "partitioner.class",
                TenantPartitioner.class.getName());
        try (var producer = new KafkaProducer<>(
                config, new StringSerializer(), TopicSerdes.binary().of(topic).serializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, value));
        }
    }

    /** Every committed record of a tenant, in order. */
    private static <V extends SpecificRecord> List<KeyValue<String, V>> read(Topic<V> topic, String tenant) {
        var config = Map.<String, Object>of(
                "bootstrap.servers", BROKER.getBrokersAsString(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), TopicSerdes.binary().of(topic).deserializer())) {
            var partition = new TopicPartition(topic.name(), TenantPartitioner.partitionOf(tenant, PARTITIONS));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            var rows = new ArrayList<KeyValue<String, V>>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> rows.add(KeyValue.pair(record.key(), record.value())));
            }
            Predicate<KeyValue<String, V>> ours = row -> row.key.startsWith(tenant + "|");
            return rows.stream().filter(ours).toList();
        }
    }
}
