package dev.companion.poller.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.pacing.Quota;
import dev.companion.poller.domain.polling.PollSettings;
import dev.companion.poller.http.MemoryDatto;
import dev.companion.poller.http.MemoryGravityZone;
import dev.companion.poller.http.VendorClients;
import dev.companion.runtime.TopicSerdes;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import dev.companion.settings.SecretName;
import dev.companion.settings.Tenant;
import dev.companion.vendor.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The whole topology on its own clock, against vendors in memory. Requests run at once on the calling thread, unless they
 * are held.
 */
final class Bench implements AutoCloseable {

    static final String TENANT = "acme1";
    static final Duration BASE = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofSeconds(1);

    /** Results are looked at this long after their request was sent, or later. */
    private static final Duration LOOK = Duration.ofMillis(20);

    final MemoryDatto datto = new MemoryDatto();
    /** Accounts of their own for some tenants; the others share {@link #datto}. */
    final Map<String, MemoryDatto> accounts = new HashMap<>();

    final MemoryGravityZone gravityZone = new MemoryGravityZone();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<String> clientsMade = new ArrayList<>();
    final Map<Topic<?>, List<KeyValue<String, ?>>> written = new LinkedHashMap<>();
    final Queue<Runnable> held = new ArrayDeque<>();
    boolean holding;
    Instant now = Instant.parse("2026-11-01T00:00:00Z");
    TopologyTestDriver driver;
    private final Executor executor = task -> {
        if (holding) {
            held.add(task);
        } else {
            ran = true;
            task.run();
        }
    };

    private boolean ran;

    private final int concurrentCalls;

    Bench() {
        this(32);
    }

    Bench(int concurrentCalls) {
        this.concurrentCalls = concurrentCalls;
        driver = start();
    }

    private TopologyTestDriver start() {
        var clients = new VendorClients() {
            @Override
            public DattoRmmClient datto(String tenant, DattoCredentials credentials) {
                clientsMade.add("datto " + credentials.apiKey().reveal());
                return accounts.getOrDefault(tenant, datto);
            }

            @Override
            public GravityZoneClient gravityZone(String tenant, GravityZoneCredentials credentials) {
                clientsMade.add("gravityZone " + credentials.apiKey().reveal());
                return gravityZone;
            }
        };
        var settings = new PollSettings(BASE, Quota.perMinute(120), Quota.perSecond(2));
        var service = new PollerTopology(
                settings,
                concurrentCalls,
                clients,
                (_, _, ciphertext) -> {
                    var text = new String(ciphertext, StandardCharsets.UTF_8);
                    return text.startsWith("sealed:") ? Optional.of(Secret.of(text.substring(7))) : Optional.empty();
                },
                meters,
                () -> now,
                executor,
                () -> 0);
        var topology = new TopicTopology(new Topology(), TopicSerdes.binary());
        service.define(topology);
        var properties = new Properties();
        properties.put("application.id", "poller-bench");
        properties.put("bootstrap.servers", "nowhere:1");
        properties.put("processing.exception.handler", "dev.companion.runtime.failure.ProcessingFailures");
        properties.put("errors.dead.letter.queue.topic.name", Topics.DEAD_LETTERS);
        return new TopologyTestDriver(topology.topology(), properties, now);
    }

    /** Another process takes over the task: it has what was stored and nothing that was in memory. */
    void restart() {
        var stores = new HashMap<String, List<KeyValue<Object, Object>>>();
        driver.getAllStateStores().keySet().forEach(name -> {
            var rows = new ArrayList<KeyValue<Object, Object>>();
            try (var all = driver.getKeyValueStore(name).all()) {
                all.forEachRemaining(rows::add);
            }
            stores.put(name, rows);
        });
        collect();
        driver.close();
        for (var gauge : List.of("companion.secrets.unopened", "companion.sweep.age", "companion.sweep.interval")) {
            meters.find(gauge).meters().forEach(meters::remove); // gauges end with their process
        }
        driver = start();
        stores.forEach((name, rows) ->
                rows.forEach(row -> driver.getKeyValueStore(name).put(row.key, row.value)));
    }

    /** Settings and credentials of both vendors at the given revision. */
    void connect(long revision) {
        connect(TENANT, revision);
    }

    void connect(String tenant, long revision) {
        tenant(tenant, SettingsFixture.tenant(tenant, revision));
        secrets(tenant, revision);
        live(Duration.ofMillis(10));
    }

    /** Credentials only, for settings of one's own. */
    void connectSecrets(long revision) {
        secrets(TENANT, revision);
    }

    private void secrets(String tenant, long revision) {
        secret(tenant, SecretName.RMM_API_KEY, "sealed:key-" + revision, revision);
        secret(tenant, SecretName.RMM_API_SECRET_KEY, "sealed:secret-" + revision, revision);
        secret(tenant, SecretName.GRAVITYZONE_API_KEY, "sealed:gz-" + revision, revision);
    }

    static Tenant.Builder tenant(long revision) {
        return SettingsFixture.tenant(TENANT, revision);
    }

    void tenant(Tenant.Builder settings) {
        tenant(TENANT, settings);
    }

    void tenant(String tenant, Tenant.Builder settings) {
        input(Topics.TENANTS).pipeInput(tenant, settings == null ? null : settings.build());
    }

    void secret(SecretName name, String sealed, long revision) {
        secret(TENANT, name, sealed, revision);
    }

    void secret(String tenant, SecretName name, String sealed, long revision) {
        input(Topics.SECRETS)
                .pipeInput(TenantKey.of(tenant, name.name()), SettingsFixture.secret(tenant, name, sealed, revision));
    }

    private <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
        return driver.createInputTopic(
                topic.name(),
                new StringSerializer(),
                TopicSerdes.binary().of(topic).serializer());
    }

    /**
     * Time passes, in steps short enough for every timer to run when it is due, and then until the results of the requests
     * of the last step were looked at.
     */
    void live(Duration duration) {
        var end = now.plus(duration);
        while (now.isBefore(end)) {
            var left = Duration.between(now, end);
            pass(left.compareTo(STEP) < 0 ? left : STEP);
        }
        while (ran) {
            pass(LOOK);
        }
        collect();
    }

    private void pass(Duration step) {
        ran = false;
        driver.advanceWallClockTime(step);
        now = now.plus(step);
    }

    /** The entries of a store, in the order of their keys. */
    <V> List<KeyValue<String, V>> rows(String store) {
        var rows = new ArrayList<KeyValue<String, V>>();
        try (var all = driver.<String, V>getKeyValueStore(store).all()) {
            all.forEachRemaining(rows::add);
        }
        return rows;
    }

    /** Everything in all stores as text, to be compared with what it is later. */
    Map<String, Map<String, String>> storedTexts() {
        var stores = new TreeMap<String, Map<String, String>>();
        driver.getAllStateStores().keySet().forEach(name -> {
            var texts = new TreeMap<String, String>();
            rows(name).forEach(row -> texts.put(row.key, text(row.value)));
            stores.put(name, texts);
        });
        return stores;
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
    }

    /** Fails if anything was written since the last {@link #forgetWritten}. */
    void assertNothingWritten() {
        collect();
        assertThat(written).as("records").isEmpty();
    }

    /** How many records went to the dead letters since this was last called. */
    int deadLetters() {
        var output =
                driver.createOutputTopic(Topics.DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return output.readRecordsToList().size();
    }

    void forgetWritten() {
        collect();
        written.clear();
        datto.requests.clear();
        datto.userRequests.clear();
        datto.looks.clear();
        datto.variableRequests.clear();
        gravityZone.requests.clear();
    }

    private void collect() {
        for (var topic : List.of(
                Topics.RMM_SITES,
                Topics.RMM_SITE_VARIABLES,
                Topics.RMM_USERS,
                Topics.RMM_CHANGES,
                Topics.GRAVITYZONE_COMPANIES,
                Topics.GRAVITYZONE_PACKAGES,
                Topics.API_HEALTH,
                Topics.DELETION_HOLDS,
                Topics.TENANT_ERASURES)) {
            collect(topic);
        }
    }

    private <V extends SpecificRecord> void collect(Topic<V> topic) {
        var output = driver.createOutputTopic(
                topic.name(),
                new StringDeserializer(),
                TopicSerdes.binary().of(topic).deserializer());
        while (!output.isEmpty()) {
            written.computeIfAbsent(topic, _ -> new ArrayList<>()).add(identified(output.readRecord()));
        }
    }

    /** A tombstone has no value that could say what it is, so its headers do. */
    private static <V> KeyValue<String, V> identified(TestRecord<String, V> record) {
        if (record.value() == null) {
            for (var header : List.of("ce_id", "ce_time", "ce_source", "ce_type")) {
                assertThat(record.headers().lastHeader(header))
                        .as("header %s of the tombstone of %s", header, record.key())
                        .isNotNull();
            }
        }
        return KeyValue.pair(record.key(), record.value());
    }

    /** Everything written to a topic since the last {@link #forgetWritten}, in order. */
    @SuppressWarnings("unchecked")
    <V extends SpecificRecord> List<KeyValue<String, V>> written(Topic<V> topic) {
        return (List<KeyValue<String, V>>) (List<?>) written.getOrDefault(topic, List.of());
    }

    <V extends SpecificRecord> List<V> values(Topic<V> topic) {
        return written(topic).stream().map(row -> row.value).toList();
    }

    double gauge(String name) {
        return meters.get(name).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    double count(String name, String... tags) {
        return counters(name, tags).stream().mapToDouble(Double::doubleValue).sum();
    }

    /** What each counter has counted, whatever its other tags. */
    List<Double> counters(String name, String... tags) {
        return meters.find(name).tags(tags).counters().stream()
                .map(counter -> counter.count())
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
