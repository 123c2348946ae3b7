package dev.companion.resolver.topology;

import dev.companion.discrepancies.Action;
import dev.companion.discrepancies.Discrepancy;
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
import dev.companion.links.Wanted;
import dev.companion.requests.Request;
import dev.companion.requests.RequestItem;
import dev.companion.requests.RequestResult;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import dev.companion.requests.Resolution;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.TopicSerdes;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import dev.companion.settings.DefaultPackage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/** The event resolver's topology over a driver, with the words of its topics. */
final class ResolverDriver implements AutoCloseable {

    static final String TENANT = "acct-1";
    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    static final UpkeepPlan PLAN = new UpkeepPlan(Duration.ofSeconds(10), Duration.ofDays(30), Duration.ofDays(40));

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopicSerdes serdes = TopicSerdes.binary();
    private final TopologyTestDriver driver;

    ResolverDriver() {
        var topology = new Topology();
        new ResolverTopology(meters, PLAN).define(new TopicTopology(topology, serdes));
        var properties = new Properties();
        properties.put("application.id", "event-resolver-test");
        properties.put("processing.exception.handler", "dev.companion.runtime.ProcessingFailures");
        properties.put("errors.dead.letter.queue.topic.name", Topics.DEAD_LETTERS);
        driver = new TopologyTestDriver(topology, properties, START);
    }

    /** The same service started anew: its stores come back as their changelogs hold them. */
    ResolverDriver restarted() {
        var next = new ResolverDriver();
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

    void link(String siteUid, long generation, Wanted wanted, String companyName) {
        pipe(
                Topics.LINKS,
                TENANT + "|" + siteUid,
                Link.newBuilder()
                        .setMetadata(EventMetadatas.of("link-event", START, generation, null))
                        .setTenantId(TENANT)
                        .setSiteUid(siteUid)
                        .setSiteName("Acme Oslo")
                        .setGeneration(generation)
                        .setWanted(wanted)
                        .setCompanyName(companyName)
                        .setPackageName("companion-x")
                        .setPackageProfile(new DefaultPackage(
                                true, true, true, true, true, true, true, true, true, true, true, true, "en_US"))
                        .setRequestId("r-0")
                        .build());
    }

    void status(String siteUid, long generation, ConditionStatus status, ConditionReason reason) {
        pipe(
                Topics.LINK_STATUSES,
                TENANT + "|" + siteUid,
                LinkStatus.newBuilder()
                        .setMetadata(EventMetadatas.of("status-event", START, 1, null))
                        .setTenantId(TENANT)
                        .setSiteUid(siteUid)
                        .setObservedGeneration(generation)
                        .setPhase(LinkPhase.ATTENTION)
                        .setProvenance(CompanyProvenance.UNKNOWN)
                        .setConditions(List.of(Condition.newBuilder()
                                .setType(ConditionType.COMPANY_READY)
                                .setStatus(status)
                                .setReason(reason)
                                .setSince(START)
                                .build()))
                        .build());
    }

    /** A link whose company's name is taken in another tenant. */
    ResolverDriver nameTaken(String siteUid, long generation, String companyName) {
        link(siteUid, generation, Wanted.PRESENT, companyName);
        status(siteUid, generation, ConditionStatus.FALSE, ConditionReason.NAME_TAKEN_ELSEWHERE);
        return this;
    }

    void company(String companyId, String name) {
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
                        START,
                        Duration.ofSeconds(1))
                .pipeInput(key, value);
    }

    void waitFor(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** The discrepancies that were written since they were last asked for. */
    List<Discrepancy> discrepancies() {
        return written(Topics.DISCREPANCIES).stream()
                .map(record -> record.value)
                .toList();
    }

    /** What was written to the topic since it was last asked for. */
    <V extends SpecificRecord> List<KeyValue<String, V>> written(Topic<V> topic) {
        return driver.createOutputTopic(
                        topic.name(),
                        serdes.keys().deserializer(),
                        serdes.of(topic).deserializer())
                .readKeyValuesToList();
    }

    long deadLetters() {
        return driver.createOutputTopic(
                        Topics.DEAD_LETTERS,
                        serdes.keys().deserializer(),
                        serdes.keys().deserializer())
                .readRecordsToList()
                .size();
    }

    double standing(String state) {
        return meters.get("companion.event-resolver.discrepancies")
                .tags("type", "destination_creation", "state", state)
                .gauge()
                .value();
    }

    @Override
    public void close() {
        driver.close();
    }
}
