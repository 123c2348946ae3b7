package dev.companion.resolver.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.deletions.DeletionHold;
import dev.companion.deletions.ObservedKind;
import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Discrepancy;
import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.CompanyType;
import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.links.CompanyProvenance;
import dev.companion.links.Condition;
import dev.companion.links.ConditionReason;
import dev.companion.links.ConditionStatus;
import dev.companion.links.ConditionType;
import dev.companion.links.Link;
import dev.companion.links.LinkPhase;
import dev.companion.links.LinkStatus;
import dev.companion.links.Wanted;
import dev.companion.requests.Request;
import dev.companion.requests.RequestItem;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.requests.Resolution;
import dev.companion.resolver.domain.RetentionPeriods;
import dev.companion.resolver.domain.facts.GracePeriods;
import dev.companion.resolver.domain.rules.DiscrepancyDetector;
import dev.companion.rmm.Site;
import dev.companion.rmm.SiteScope;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.TopicSerdes;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import dev.companion.settings.DefaultPackage;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.Tenant;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Drives the event resolver's topology with records of its topics. */
final class ResolverDriver implements AutoCloseable {

    static final String TENANT = "acct-1";
    static final String ACME = "c-acme";
    static final String ROOT = "c-root";
    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    static final RetentionPeriods RETENTION = new RetentionPeriods(Duration.ofDays(30), Duration.ofDays(40));

    private static final DefaultPackage PACKAGE =
            new DefaultPackage(true, true, true, true, true, true, true, true, true, true, true, true, "en_US");

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopicSerdes serdes = TopicSerdes.binary();
    private final TopologyTestDriver driver;
    private Instant now;

    ResolverDriver() {
        this(new StoredState(), START);
        tenant(tenant -> tenant);
    }

    /** A service whose stores hold what an earlier run has left. */
    ResolverDriver(StoredState left, Instant now) {
        var topology = new Topology();
        var names = left.defineBefore(topology);
        new ResolverTopology(meters, new DiscrepancyDetector(GracePeriods.DEFAULT), RETENTION)
                .define(new TopicTopology(topology, serdes));
        topology.connectProcessorAndStateStores(StoredState.RESTORER, names);
        var properties = new Properties();
        properties.put("application.id", "event-resolver-test");
        properties.put("processing.exception.handler", "dev.companion.runtime.failure.ProcessingFailures");
        properties.put("errors.dead.letter.queue.topic.name", Topics.DEAD_LETTERS);
        this.now = now;
        driver = new TopologyTestDriver(topology, properties, now);
    }

    /** The same service after a restart: its stores are restored from their changelogs before it opens. */
    ResolverDriver restarted() {
        return restarted(stored());
    }

    /** The same service after a restart, with these stores. */
    ResolverDriver restarted(StoredState stored) {
        close();
        return new ResolverDriver(stored, now);
    }

    StoredState stored() {
        return StoredState.of(driver);
    }

    static Tenant.Builder aTenant() {
        return Tenant.newBuilder()
                .setMetadata(EventMetadatas.of("tenant-event", START, 1, null))
                .setTenantId(TENANT)
                .setName("Northwind IT")
                .setDefaultPackage(PACKAGE)
                .setGravityZone(GravityZoneAccess.newBuilder()
                        .setAccessUrl("https://gz")
                        .setApiKeyLastFour("ab12")
                        .setRootCompanyId(ROOT)
                        .setRootCompanyName("Northwind IT")
                        .setRevision(1)
                        .build());
    }

    ResolverDriver tenant(UnaryOperator<Tenant.Builder> more) {
        pipe(Topics.TENANTS, TENANT, more.apply(aTenant()).build());
        return this;
    }

    ResolverDriver site(String siteUid, String name, SiteScope scope) {
        pipe(
                Topics.RMM_SITES,
                TENANT + "|" + siteUid,
                Site.newBuilder()
                        .setMetadata(EventMetadatas.of("site-event", START, 1, null))
                        .setTenantId(TENANT)
                        .setSiteUid(siteUid)
                        .setName(name)
                        .setScope(scope)
                        .build());
        return this;
    }

    ResolverDriver siteGone(String siteUid) {
        pipe(Topics.RMM_SITES, TENANT + "|" + siteUid, null);
        return this;
    }

    ResolverDriver link(String siteUid, long generation, UnaryOperator<Link.Builder> more) {
        var link = Link.newBuilder()
                .setMetadata(EventMetadatas.of("link-event", START, generation, null))
                .setTenantId(TENANT)
                .setSiteUid(siteUid)
                .setSiteName("Acme Oslo")
                .setGeneration(generation)
                .setWanted(Wanted.PRESENT)
                .setPackageName("companion-x")
                .setPackageProfile(PACKAGE)
                .setRequestId("r-0");
        pipe(Topics.LINKS, TENANT + "|" + siteUid, more.apply(link).build());
        return this;
    }

    ResolverDriver status(String siteUid, long generation, LinkPhase phase, String companyId, Condition... conditions) {
        pipe(
                Topics.LINK_STATUSES,
                TENANT + "|" + siteUid,
                LinkStatus.newBuilder()
                        .setMetadata(EventMetadatas.of("status-event", START, 1, null))
                        .setTenantId(TENANT)
                        .setSiteUid(siteUid)
                        .setObservedGeneration(generation)
                        .setPhase(phase)
                        .setCompanyId(companyId)
                        .setCompanyName(companyId == null ? null : "Acme Oslo")
                        .setProvenance(CompanyProvenance.UNKNOWN)
                        .setConditions(List.of(conditions))
                        .build());
        return this;
    }

    static Condition condition(ConditionType type, ConditionStatus status, ConditionReason reason) {
        return Condition.newBuilder()
                .setType(type)
                .setStatus(status)
                .setReason(reason)
                .setSince(START)
                .build();
    }

    /** A site that is linked to “Acme Oslo” and ready. */
    ResolverDriver ready(String siteUid) {
        return site(siteUid, "Acme Oslo", SiteScope.MANAGED)
                .company(ACME, it -> it)
                .link(siteUid, 1, it -> it.setCompanyName("Acme Oslo"))
                .status(
                        siteUid,
                        1,
                        LinkPhase.READY,
                        ACME,
                        condition(ConditionType.COMPANY_READY, ConditionStatus.TRUE, ConditionReason.HOLDS));
    }

    /** A link whose company's name is used in another tenant. */
    ResolverDriver nameTaken(String siteUid, long generation, String companyName) {
        return link(siteUid, generation, it -> it.setCompanyName(companyName))
                .status(
                        siteUid,
                        generation,
                        LinkPhase.ATTENTION,
                        null,
                        condition(
                                ConditionType.COMPANY_READY,
                                ConditionStatus.FALSE,
                                ConditionReason.NAME_TAKEN_ELSEWHERE));
    }

    ResolverDriver company(String companyId, UnaryOperator<Company.Builder> more) {
        var company = Company.newBuilder()
                .setMetadata(EventMetadatas.of("company-event", now, 1, null))
                .setTenantId(TENANT)
                .setCompanyId(companyId)
                .setName("Acme Oslo")
                .setType(CompanyType.CUSTOMER)
                .setParentId(ROOT)
                .setSuspended(false);
        pipe(
                Topics.GRAVITYZONE_COMPANIES,
                TENANT + "|" + companyId,
                more.apply(company).build());
        return this;
    }

    ResolverDriver health(String service, ApiState state) {
        pipe(
                Topics.API_HEALTH,
                TENANT + "|" + service + "|GRAVITYZONE",
                ApiHealth.newBuilder()
                        .setMetadata(EventMetadatas.of("health-event", now, 1, null))
                        .setTenantId(TENANT)
                        .setService(service)
                        .setApi(VendorApi.GRAVITYZONE)
                        .setState(state)
                        .setSince(now)
                        .build());
        return this;
    }

    ResolverDriver hold(String setId) {
        pipe(
                Topics.DELETION_HOLDS,
                TENANT + "|SITES",
                DeletionHold.newBuilder()
                        .setMetadata(EventMetadatas.of("hold-event", now, 1, null))
                        .setTenantId(TENANT)
                        .setKind(ObservedKind.SITES)
                        .setSetId(setId)
                        .setMissing(40)
                        .setKnown(50)
                        .setExamples(List.of("Acme Oslo"))
                        .setSince(now)
                        .build());
        return this;
    }

    void resolve(String requestId, String discrepancyId, Action action) {
        resolve(requestId, discrepancyId, action, it -> it);
    }

    void resolve(String requestId, String discrepancyId, Action action, UnaryOperator<Resolution.Builder> more) {
        var resolution = Resolution.newBuilder().setDiscrepancyId(discrepancyId).setAction(action);
        pipe(
                Topics.REQUESTS,
                TENANT + "|" + requestId,
                aResolution(requestId)
                        .setResolution(more.apply(resolution).build())
                        .build());
    }

    /** Snoozes for a day. */
    void snooze(String requestId, String discrepancyId) {
        resolve(
                requestId,
                discrepancyId,
                Action.IGNORE,
                it -> it.setReason("customer decides").setUntil(now().plus(Duration.ofDays(1))));
    }

    static Request.Builder aResolution(String requestId) {
        return Request.newBuilder()
                .setMetadata(EventMetadatas.of(requestId, START, 1, null))
                .setTenantId(TENANT)
                .setRequestId(requestId)
                .setRequestedBy("ab12")
                .setTenantName("Northwind IT")
                .setType(RequestType.RESOLVE_DISCREPANCY);
    }

    void mapperRefuses(String orderId, String siteUid, String reason) {
        pipe(
                Topics.REQUEST_RESULTS,
                TENANT + "|" + orderId,
                RequestResult.newBuilder()
                        .setMetadata(EventMetadatas.of("result", START, 1, orderId))
                        .setTenantId(TENANT)
                        .setRequestId(orderId)
                        .setType(RequestType.RETRY_LINK)
                        .setState(RequestState.REFUSED)
                        .setItems(List.of(RequestItem.newBuilder()
                                .setSiteUid(siteUid)
                                .setAccepted(false)
                                .setReason(reason)
                                .build()))
                        .setMessage(reason)
                        .build());
    }

    <V extends SpecificRecord> void pipe(Topic<V> topic, String key, V value) {
        driver.createInputTopic(
                        topic.name(),
                        serdes.keys().serializer(),
                        serdes.of(topic).serializer(),
                        now,
                        Duration.ofSeconds(1))
                .pipeInput(key, value);
    }

    Instant now() {
        return now;
    }

    ResolverDriver waitFor(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
        return this;
    }

    /** Returns the discrepancies that were written since the last call. */
    List<Discrepancy> discrepancies() {
        return written(Topics.DISCREPANCIES).stream()
                .map(record -> record.value)
                .toList();
    }

    /** Returns the one discrepancy that was written since the last call. */
    Discrepancy discrepancy() {
        var written = discrepancies();
        assertThat(written).hasSize(1);
        return written.getFirst();
    }

    /** Returns the commands to the mapper that were written since the last call. */
    List<KeyValue<String, Request>> commands() {
        return written(Topics.REQUESTS);
    }

    /** Returns what was written to the topic since the last call. */
    <V extends SpecificRecord> List<KeyValue<String, V>> written(Topic<V> topic) {
        return driver
                .createOutputTopic(
                        topic.name(),
                        serdes.keys().deserializer(),
                        serdes.of(topic).deserializer())
                .readRecordsToList()
                .stream()
                .map(ResolverDriver::identified)
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

    /** The keys of a store. */
    Stream<String> keys(String store) {
        var keys = new ArrayList<String>();
        try (var all = driver.<String, Object>getKeyValueStore(store).all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys.stream();
    }

    /** Drops what was written so far. */
    ResolverDriver drained() {
        List.of(Topics.DISCREPANCIES, Topics.DISCREPANCY_CHANGES, Topics.REQUESTS, Topics.REQUEST_RESULTS, Topics.AUDIT)
                .forEach(this::written);
        return this;
    }

    long deadLetters() {
        return driver.createOutputTopic(
                        Topics.DEAD_LETTERS,
                        serdes.keys().deserializer(),
                        serdes.keys().deserializer())
                .readRecordsToList()
                .size();
    }

    double standing(String type, String state) {
        return meters.get("companion.event-resolver.discrepancies")
                .tags("type", type, "state", state)
                .gauge()
                .value();
    }

    @Override
    public void close() {
        driver.close();
    }
}
