package dev.companion.provisioner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.gravityzone.CompanyType;
import dev.companion.health.ApiHealth;
import dev.companion.links.Link;
import dev.companion.links.LinkStatus;
import dev.companion.links.Wanted;
import dev.companion.provisioner.domain.schedule.Pacing;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.provisioning.FoundCompany;
import dev.companion.provisioning.FoundPackage;
import dev.companion.provisioning.FoundVariable;
import dev.companion.provisioning.Intent;
import dev.companion.provisioning.Outcome;
import dev.companion.provisioning.OutcomeReason;
import dev.companion.provisioning.ProvisioningChange;
import dev.companion.provisioning.Step;
import dev.companion.provisioning.Verdict;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.TopicSerdes;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import dev.companion.settings.DefaultPackage;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.RmmAccess;
import dev.companion.settings.RmmGrant;
import dev.companion.settings.Tenant;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The provisioner's topology over a driver whose clock is the test's. */
final class ProvisionerDriver implements AutoCloseable {

    static final String TENANT = "acct-1";
    static final String SITE = TENANT + "|site-1";
    static final String WINDOWS = "https://gz.example/Packages/BSTWIN/0/setupdownloader_[abc=].exe";
    private static final Duration STEP = Duration.ofMillis(100);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopicSerdes serdes = TopicSerdes.binary();
    private final TopologyTestDriver driver;
    Instant now;

    ProvisionerDriver() {
        this(Instant.parse("2026-11-21T08:00:00Z"));
    }

    private ProvisionerDriver(Instant start) {
        now = start;
        var topology = new Topology();
        new ProvisioningTopology(Rules.defaults(), Pacing.defaults(), new ProvisioningMeters(meters, () -> now))
                .define(new TopicTopology(topology, serdes));
        var properties = new Properties();
        properties.put("application.id", "provisioner-test");
        properties.put("processing.exception.handler", "dev.companion.runtime.failure.ProcessingFailures");
        properties.put("errors.dead.letter.queue.topic.name", Topics.DEAD_LETTERS);
        driver = new TopologyTestDriver(topology, properties, start);
    }

    /** Lets time pass in small steps, so that every timer runs when it is due. */
    void pass(Duration time) {
        var end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plus(STEP);
            driver.advanceWallClockTime(STEP);
        }
    }

    void tenant(boolean paused) {
        tenant(paused, null);
    }

    /** A person requests a check of everything. */
    void checkNow() {
        tenant(false, now);
    }

    private void tenant(boolean paused, @Nullable Instant sweepRequestedAt) {
        pipe(
                Topics.TENANTS,
                TENANT,
                Tenant.newBuilder()
                        .setMetadata(EventMetadatas.of("tenant", now, 1, null))
                        .setTenantId(TENANT)
                        .setName("Northwind IT")
                        .setGravityZone(GravityZoneAccess.newBuilder()
                                .setAccessUrl("https://gz.example/api")
                                .setApiKeyLastFour("1234")
                                .setRootCompanyId("root")
                                .setRootCompanyName("Northwind")
                                .setRevision(1)
                                .build())
                        .setRmm(RmmAccess.newBuilder()
                                .setApiUrl("https://rmm.example")
                                .setApiKeyLastFour("5678")
                                .setGrant(RmmGrant.PASSWORD)
                                .setRevision(1)
                                .build())
                        .setDefaultPackage(profile())
                        .setPaused(paused)
                        .setSweepRequestedAt(sweepRequestedAt)
                        .build());
    }

    static DefaultPackage profile() {
        return DefaultPackage.newBuilder()
                .setAdvancedAntiExploit(true)
                .setAdvancedThreatControl(true)
                .setDeviceControl(false)
                .setFirewall(true)
                .setContentControl(false)
                .setNetworkAttackDefense(true)
                .setPowerUser(false)
                .setEdrSensor(false)
                .setPatchManagement(false)
                .setExchangeProtection(false)
                .setFullDiskEncryption(false)
                .setRemoveCompetitors(true)
                .setLanguage("en_US")
                .build();
    }

    void link(long generation, Wanted wanted) {
        link(generation, wanted, link -> link);
    }

    void link(long generation, Wanted wanted, UnaryOperator<Link.Builder> more) {
        pipe(
                Topics.LINKS,
                SITE,
                more.apply(Link.newBuilder()
                                .setMetadata(EventMetadatas.of("link", now, generation, null))
                                .setTenantId(TENANT)
                                .setSiteUid("site-1")
                                .setSiteName("Acme")
                                .setGeneration(generation)
                                .setWanted(wanted)
                                .setCompanyName("Acme")
                                .setPackageName("companion-site-1")
                                .setPackageProfile(profile())
                                .setRequestId("request-" + generation))
                        .build());
    }

    void unlinked() {
        pipe(Topics.LINKS, SITE, null);
    }

    /** The next intent, which must be of this step, gets this answer. */
    Intent answer(Step step, UnaryOperator<Outcome.Builder> answer) {
        var intent = intent();
        if (intent.getStep() != step) {
            throw new AssertionError("intent: %s (expected: %s)".formatted(intent.getStep(), step));
        }
        outcome(intent, answer);
        return intent;
    }

    void outcome(Intent intent, UnaryOperator<Outcome.Builder> answer) {
        pipe(
                Topics.PROVISIONING_OUTCOMES,
                SITE,
                answer.apply(Outcome.newBuilder()
                                .setMetadata(EventMetadatas.of(intent.getCallId() + ".outcome", now, 1, null))
                                .setTenantId(TENANT)
                                .setSiteUid("site-1")
                                .setCallId(intent.getCallId())
                                .setGeneration(intent.getGeneration())
                                .setStep(intent.getStep())
                                .setVerdict(Verdict.APPLIED)
                                .setReason(OutcomeReason.NONE)
                                .setComplete(true)
                                .setAnsweredAt(now))
                        .build());
    }

    /** Waits for an intent, at most a minute. */
    Intent intent() {
        for (var steps = 0; steps < 600; steps++) {
            var intents = written(Topics.PROVISIONING_INTENTS);
            if (!intents.isEmpty()) {
                return intents.getFirst().value;
            }
            pass(STEP);
        }
        throw new AssertionError("intents: none (expected: one)");
    }

    void untilReady() {
        answer(Step.FIND_COMPANY, outcome -> outcome);
        answer(Step.CREATE_COMPANY, outcome -> outcome.setCreatedId("c1"));
        answer(Step.CREATE_PACKAGE, outcome -> outcome.setCreatedId("p1"));
        answer(
                Step.READ_PACKAGE_LINK,
                outcome -> outcome.setWindowsLink(WINDOWS).setWindowsReady(true));
        answer(Step.READ_VARIABLE, outcome -> outcome);
        answer(Step.WRITE_VARIABLE, outcome -> outcome);
        answer(Step.READ_VARIABLE, outcome -> outcome.setVariables(List.of(variable(WINDOWS))));
    }

    static FoundVariable variable(String value) {
        return FoundVariable.newBuilder()
                .setVariableId(7)
                .setName("GravityZonePackageLink")
                .setValue(value)
                .build();
    }

    static FoundPackage foundPackage(String id) {
        return FoundPackage.newBuilder()
                .setPackageId(id)
                .setName("companion-site-1")
                .build();
    }

    FoundCompany company(String id, Instant createdAt) {
        return FoundCompany.newBuilder()
                .setCompanyId(id)
                .setName("Acme")
                .setType(CompanyType.CUSTOMER)
                .setParentId("root")
                .setSuspended(false)
                .setManagedByPartner(true)
                .setCreatedAt(createdAt)
                .build();
    }

    List<KeyValue<String, LinkStatus>> statuses() {
        return written(Topics.LINK_STATUSES);
    }

    List<KeyValue<String, ProvisioningChange>> changes() {
        return written(Topics.PROVISIONING_CHANGES);
    }

    List<KeyValue<String, ApiHealth>> health() {
        return written(Topics.API_HEALTH);
    }

    int deadLetters() {
        return driver.createOutputTopic(Topics.DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readKeyValuesToList()
                .size();
    }

    List<String> stored() {
        var names = new ArrayList<String>();
        for (var store : List.of("links", "tenants")) {
            KeyValueStore<String, Object> values = driver.getKeyValueStore(store);
            try (var all = values.all()) {
                all.forEachRemaining(entry -> names.add(store + " " + entry.key));
            }
        }
        return names;
    }

    <V extends SpecificRecord> void pipe(Topic<V> topic, String key, V value) {
        driver.createInputTopic(
                        topic.name(),
                        serdes.keys().serializer(),
                        serdes.of(topic).serializer())
                .pipeInput(key, value, now);
    }

    <V extends SpecificRecord> List<KeyValue<String, V>> written(Topic<V> topic) {
        return driver
                .createOutputTopic(
                        topic.name(),
                        serdes.keys().deserializer(),
                        serdes.of(topic).deserializer())
                .readRecordsToList()
                .stream()
                .map(ProvisionerDriver::identified)
                .toList();
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

    @Override
    public void close() {
        driver.close();
    }
}
