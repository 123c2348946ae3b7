package dev.companion.mapper.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.audit.AuditEntry;
import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.CompanyType;
import dev.companion.links.CompanyProvenance;
import dev.companion.links.Condition;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.links.Suggestion;
import dev.companion.requests.LinkRequest;
import dev.companion.requests.Request;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestType;
import dev.companion.requests.SaveGravityZone;
import dev.companion.requests.SaveRmm;
import dev.companion.requests.SealedCredential;
import dev.companion.rmm.Site;
import dev.companion.rmm.SiteScope;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.TopicSerdes;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topic;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Visibility;
import dev.companion.schemas.Topics;
import dev.companion.settings.RmmGrant;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.SecretName;
import dev.companion.settings.Tenant;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The mapper's topology over a driver, with the words of its topics. */
final class MapperDriver implements AutoCloseable {

    static final String TENANT = "acct-1";
    static final Duration RETENTION = Duration.ofDays(40);
    static final Duration ACT_AFTER = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(100);
    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopicSerdes serdes = TopicSerdes.binary();
    private final Map<String, Set<String>> ids = new HashMap<>();
    private final TopologyTestDriver driver;

    MapperDriver() {
        var topology = new Topology();
        new MapperTopology(meters, RETENTION, ACT_AFTER, Set.of()).define(new TopicTopology(topology, serdes));
        var properties = new Properties();
        properties.put("application.id", "mapper-test");
        properties.put("processing.exception.handler", "dev.companion.runtime.failure.ProcessingFailures");
        properties.put("errors.dead.letter.queue.topic.name", Topics.DEAD_LETTERS);
        driver = new TopologyTestDriver(topology, properties, START);
    }

    /** The same service after a restart: its stores hold what their changelogs hold. */
    MapperDriver restarted() {
        var next = new MapperDriver();
        for (var name : driver.getAllStateStores().keySet()) {
            KeyValueStore<String, Object> from = driver.getKeyValueStore(name);
            KeyValueStore<String, Object> into = next.driver.getKeyValueStore(name);
            try (var all = from.all()) {
                all.forEachRemaining(entry -> into.put(entry.key, entry.value));
            }
        }
        close();
        return next;
    }

    /** Puts a value into a store behind the mapper's back. */
    void store(String store, String key, Object value) {
        KeyValueStore<String, Object> into = driver.getKeyValueStore(store);
        into.put(key, value);
    }

    /** The value in a store. */
    @SuppressWarnings("unchecked") // the caller names the type of the store
    <V> V stored(String store, String key) {
        KeyValueStore<String, Object> from = driver.getKeyValueStore(store);
        return (V) from.get(key);
    }

    /** A copy of all stores, by name and key. */
    Map<String, Map<String, Object>> stores() {
        var copy = new TreeMap<String, Map<String, Object>>();
        for (var name : driver.getAllStateStores().keySet()) {
            KeyValueStore<String, Object> store = driver.getKeyValueStore(name);
            var entries = copy.computeIfAbsent(name, _ -> new TreeMap<>());
            try (var all = store.all()) {
                all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
            }
        }
        return copy;
    }

    /** Sends the only dead letter to the topic that it comes from, byte by byte. */
    void replayDeadLetter() {
        var letters = driver.createOutputTopic(
                        Topics.DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(letters).hasSize(1);
        var letter = letters.getFirst();
        var topic =
                new String(letter.headers().lastHeader("__streams.errors.topic").value(), StandardCharsets.UTF_8);
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(letter.key(), letter.value());
    }

    /** Sets both sides up and forgets what that published. */
    MapperDriver connected() {
        saveGravityZone("setup-1", "sealed-gz");
        saveRmm("setup-2", "sealed-key", "sealed-secret");
        drain();
        return this;
    }

    void drain() {
        List.of(Topics.TENANTS, Topics.SECRETS, Topics.LINKS, Topics.REQUEST_RESULTS, Topics.AUDIT, Topics.SUGGESTIONS)
                .forEach(this::written);
    }

    MapperDriver site(String siteUid, String name, SiteScope scope) {
        pipe(
                Topics.RMM_SITES,
                TENANT + "|" + siteUid,
                Site.newBuilder()
                        .setMetadata(EventMetadatas.of("e", START, 1, null))
                        .setTenantId(TENANT)
                        .setSiteUid(siteUid)
                        .setName(name)
                        .setScope(scope)
                        .build());
        return this;
    }

    MapperDriver company(String companyId, String name) {
        pipe(
                Topics.GRAVITYZONE_COMPANIES,
                TENANT + "|" + companyId,
                Company.newBuilder()
                        .setMetadata(EventMetadatas.of("e", START, 1, null))
                        .setTenantId(TENANT)
                        .setCompanyId(companyId)
                        .setName(name)
                        .setType(CompanyType.CUSTOMER)
                        .build());
        return this;
    }

    void status(String siteUid, long generation, LinkPhase phase, String companyId) {
        status(siteUid, generation, phase, companyId, List.of());
    }

    /** A link on its way, of which the package is all that is spoken of. */
    void packageStatus(String siteUid, long generation, String companyId, ConditionReason reason) {
        var condition = Condition.newBuilder()
                .setType(ConditionType.PACKAGE_READY)
                .setStatus(ConditionStatus.FALSE)
                .setReason(reason)
                .setSince(START)
                .build();
        status(siteUid, generation, LinkPhase.WORKING, companyId, List.of(condition));
    }

    private void status(
            String siteUid, long generation, LinkPhase phase, String companyId, List<Condition> conditions) {
        pipe(
                Topics.LINK_STATUSES,
                TENANT + "|" + siteUid,
                LinkStatus.newBuilder()
                        .setMetadata(EventMetadatas.of("e", START, 1, null))
                        .setTenantId(TENANT)
                        .setSiteUid(siteUid)
                        .setObservedGeneration(generation)
                        .setPhase(phase)
                        .setCompanyId(companyId)
                        .setProvenance(CompanyProvenance.UNKNOWN)
                        .setConditions(conditions)
                        .build());
    }

    void saveGravityZone(String requestId, String sealed) {
        saveGravityZone(TENANT, requestId, "root-1", sealed);
    }

    void saveGravityZone(String tenant, String requestId, String root, String sealed) {
        pipe(
                Topics.REQUESTS,
                tenant + "|" + requestId,
                aRequest(requestId, RequestType.SAVE_GRAVITYZONE)
                        .setTenantId(tenant)
                        .setSaveGravityZone(SaveGravityZone.newBuilder()
                                .setAccessUrl("https://gz.example/api")
                                .setRootCompanyId(root)
                                .setRootCompanyName("Northwind IT")
                                .setApiKeyLastFour("gz12")
                                .setApiKey(sealed == null ? null : credential(SecretName.GRAVITYZONE_API_KEY, sealed))
                                .build())
                        .build());
    }

    void saveRmm(String requestId, String key, String secretKey) {
        request(
                requestId,
                RequestType.SAVE_RMM,
                it -> it.setSaveRmm(SaveRmm.newBuilder()
                        .setApiUrl("https://rmm.example")
                        .setGrant(RmmGrant.PASSWORD)
                        .setApiKeyLastFour("rm12")
                        .setApiKey(credential(SecretName.RMM_API_KEY, key))
                        .setApiSecretKey(credential(SecretName.RMM_API_SECRET_KEY, secretKey))
                        .build()));
    }

    void linkToCompany(String requestId, String siteUid, String companyId) {
        request(
                requestId,
                RequestType.CREATE_LINKS,
                it -> it.setCreateLinks(List.of(LinkRequest.newBuilder()
                        .setSiteUid(siteUid)
                        .setCompanyId(companyId)
                        .build())));
    }

    void linkAsNew(String requestId, String siteUid, String name) {
        request(
                requestId,
                RequestType.CREATE_LINKS,
                it -> it.setCreateLinks(List.of(LinkRequest.newBuilder()
                        .setSiteUid(siteUid)
                        .setCompanyName(name)
                        .build())));
    }

    void unlink(String requestId, String siteUid) {
        request(requestId, RequestType.DELETE_LINKS, it -> it.setDeleteLinks(List.of(siteUid)));
    }

    void request(String requestId, RequestType type, UnaryOperator<Request.Builder> body) {
        pipe(
                Topics.REQUESTS,
                TENANT + "|" + requestId,
                body.apply(aRequest(requestId, type)).build());
    }

    static Request.Builder aRequest(String requestId, RequestType type) {
        return Request.newBuilder()
                .setMetadata(EventMetadatas.of(requestId, START, 1, null))
                .setTenantId(TENANT)
                .setRequestId(requestId)
                .setRequestedBy("ab12")
                .setTenantName("Northwind IT")
                .setType(type);
    }

    static SealedCredential credential(SecretName name, String sealed) {
        return SealedCredential.newBuilder()
                .setName(name)
                .setCiphertext(ByteBuffer.wrap(sealed.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    <V extends SpecificRecord> void pipe(Topic<V> topic, String key, V value) {
        driver.createInputTopic(
                        topic.name(),
                        serdes.keys().serializer(),
                        serdes.of(topic).serializer(),
                        START,
                        Duration.ofSeconds(1))
                .pipeInput(key, value);
    }

    void waitFor(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** The same in steps as small as alarms that follow each other. */
    void passes(Duration time) {
        for (var left = time.toMillis(); left > 0; left -= STEP.toMillis()) {
            waitFor(STEP);
        }
    }

    List<KeyValue<String, Tenant>> tenants() {
        return written(Topics.TENANTS);
    }

    List<KeyValue<String, SealedSecret>> secrets() {
        return written(Topics.SECRETS);
    }

    List<KeyValue<String, Link>> links() {
        return written(Topics.LINKS);
    }

    List<KeyValue<String, RequestResult>> results() {
        return written(Topics.REQUEST_RESULTS);
    }

    List<KeyValue<String, Suggestion>> suggestions() {
        return written(Topics.SUGGESTIONS);
    }

    List<KeyValue<String, AuditEntry>> audit() {
        return written(Topics.AUDIT);
    }

    /** What was written to the topic since it was last asked for. */
    <V extends SpecificRecord> List<KeyValue<String, V>> written(Topic<V> topic) {
        return driver
                .createOutputTopic(
                        topic.name(),
                        serdes.keys().deserializer(),
                        serdes.of(topic).deserializer())
                .readRecordsToList()
                .stream()
                .map(record -> identified(topic, record))
                .toList();
    }

    /**
     * A tombstone has no value that could say what it is, so its headers do. A reader of a public topic drops a record of a key
     * whose id it has seen, until the entity is gone: the tombstone itself must have another id.
     */
    private <V extends SpecificRecord> KeyValue<String, V> identified(Topic<V> topic, TestRecord<String, V> record) {
        if (record.value() == null) {
            for (var header : List.of("ce_id", "ce_time", "ce_source", "ce_type")) {
                assertThat(record.headers().lastHeader(header))
                        .as("header %s of the tombstone of %s", header, record.key())
                        .isNotNull();
            }
        }
        var id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        if (TopicCatalogue.load().row(topic.name()).visibility() == Visibility.YES) {
            var seen = ids.computeIfAbsent(topic.name() + record.key(), _ -> new HashSet<>());
            assertThat(seen.add(id))
                    .as("id %s of %s is there once", id, topic.name())
                    .isTrue();
            if (record.value() == null) {
                seen.clear();
            }
        }
        return KeyValue.pair(record.key(), record.value());
    }

    /** Keys and reasons of the dead letters since they were last asked for. */
    List<Map.Entry<String, String>> deadLetters() {
        return driver
                .createOutputTopic(
                        Topics.DEAD_LETTERS,
                        serdes.keys().deserializer(),
                        serdes.keys().deserializer())
                .readRecordsToList()
                .stream()
                .map(record -> Map.entry(
                        String.valueOf(record.key()),
                        new String(
                                record.headers()
                                        .lastHeader("__streams.errors.message")
                                        .value(),
                                StandardCharsets.UTF_8)))
                .toList();
    }

    static <V> V only(List<KeyValue<String, V>> records) {
        assertThat(records).hasSize(1);
        return records.getFirst().value;
    }

    double suggestionsCounted(String state) {
        return meters.counter("companion.mapper.suggestions", "state", state).count();
    }

    double counted(String type, String state) {
        return meters.counter("companion.mapper.requests", "type", type, "state", state)
                .count();
    }

    @Override
    public void close() {
        driver.close();
    }
}
