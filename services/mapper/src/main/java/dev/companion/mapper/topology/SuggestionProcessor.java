package dev.companion.mapper.topology;

import dev.companion.mapper.domain.Dismissal;
import dev.companion.mapper.domain.RuleLink;
import dev.companion.mapper.domain.Suggestion;
import dev.companion.mapper.domain.SuggestionAgenda;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.TopicTopology;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes which companies sites seem to belong to, and links where a rule may. What changed is only noted when it is
 * told of; the work is done from an alarm, a bite at a time.
 *
 * <p>The alarm is set for the moment at which there is something to do, never to a steady beat: Kafka Streams commits a
 * transaction after every run of a timer, so a beat would cost them all day while nothing happens.
 */
final class SuggestionProcessor implements Processor<String, Touched, String, Object> {

    private static final Logger LOGGER = LoggerFactory.getLogger(SuggestionProcessor.class);

    /** Long enough for a page of a list to come in, short enough for a person to take it for at once. */
    private static final Duration LOOK_AFTER = Duration.ofMillis(200);

    private static final Duration BETWEEN_BITES = Duration.ofMillis(20);
    private static final Duration BETWEEN_ACTS = Duration.ofSeconds(1);

    /** Who links, for the audit trail. */
    private static final String RULE = "rule";

    /** Bounds the links that rules make in one transaction. */
    static final int ACTS_MAX = 50;

    private final SuggestionMeters meters;
    private final Duration actAfter;
    private final Map<String, SuggestionAgenda> agendas = new TreeMap<>();

    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable MapperStores stores;
    private @Nullable Cancellable alarm;
    private Instant alarmAt = Instant.MAX;
    private Instant actedAt = Instant.MIN;
    private boolean begun;

    /** @param actAfter how long neither list of a tenant may have changed before a rule acts */
    SuggestionProcessor(SuggestionMeters meters, Duration actAfter) {
        this.meters = meters;
        this.actAfter = actAfter;
    }

    @Override
    public void init(ProcessorContext<String, Object> opened) {
        context = opened;
        stores = MapperStores.of(opened);
        agendas.clear();
        begun = false;
        schedule(LOOK_AFTER, now().plus(LOOK_AFTER));
    }

    /** All that was stored is looked at once, since nobody knows what was noted when the service stopped. */
    private void begin() {
        var known = required(stores);
        walk(known.sites(), (key, _) -> agenda(key).siteChanged(TenantKey.entityOf(key)));
        walk(known.companies(), (key, _) -> agenda(key).companyChanged(TenantKey.entityOf(key)));
        walk(known.links(), (key, link) -> agenda(key).found(link));
        walk(known.suggestions(), (key, _) -> agenda(key).siteChanged(TenantKey.entityOf(key)));
        begun = true;
    }

    @Override
    public void process(Record<String, Touched> record) {
        var touched = record.value();
        var agenda = agenda(touched.tenantId());
        switch (touched.kind()) {
            case SITE -> {
                agenda.siteChanged(touched.id());
                agenda.listsChangedAt(now());
            }
            case COMPANY -> {
                agenda.companyChanged(touched.id());
                agenda.listsChangedAt(now());
            }
            case LINK -> agenda.linkChanged(touched.id(), touched.companyIds(), touched.names());
            case DISMISSAL ->
                touched.companyIds().forEach(companyId -> agenda.dismissed(new Dismissal(touched.id(), companyId)));
            case SETTINGS -> agenda.settingsChanged();
        }
        setAlarm(now());
    }

    @Override
    public void close() {
        stopAlarm();
        agendas.clear();
    }

    private void ring() {
        stopAlarm();
        if (!begun) {
            begin();
        }
        var now = now();
        var busy = agendas.entrySet().stream()
                .filter(entry -> entry.getValue().isDue())
                .findFirst();
        if (busy.isPresent()) {
            var tenantId = busy.get().getKey();
            busy.get().getValue().look().forEach(suggestion -> publish(tenantId, suggestion, now));
        } else {
            act(now);
        }
        setAlarm(now, BETWEEN_BITES);
    }

    private void act(Instant now) {
        var left = ACTS_MAX;
        for (var entry : agendas.entrySet()) {
            var agenda = entry.getValue();
            if (agenda.nextAct(actAfter).filter(at -> !at.isAfter(now)).isEmpty()) {
                continue;
            }
            actedAt = now;
            for (; left > 0; left--) {
                var link = agenda.actNext(now);
                if (link.isEmpty()) {
                    break;
                }
                make(entry.getKey(), agenda, link.get(), now);
            }
        }
    }

    private void make(String tenantId, SuggestionAgenda agenda, RuleLink made, Instant now) {
        var link = made.link();
        required(stores)
                .of(tenantId)
                .keep(link)
                .ifPresent(touched -> agenda.linkChanged(touched.id(), touched.companyIds(), touched.names()));
        forward(
                Topics.LINKS,
                TenantKey.of(tenantId, link.siteUid()),
                LinkRecords.toRecord(tenantId, link, now, link.requestId()),
                now);
        var entry = AuditRecords.toRecord(tenantId, RULE, made.note(), now, link.requestId());
        forward(Topics.AUDIT, TenantKey.of(tenantId, entry.getEntryId()), entry, now);
        meters.linked();
        LOGGER.atInfo()
                .addKeyValue(LogKeys.TENANT_ID, tenantId)
                .addKeyValue(LogKeys.SITE_UID, link.siteUid())
                .addKeyValue(LogKeys.COMPANY_ID, link.companyId())
                .addKeyValue(LogKeys.REQUEST_ID, link.requestId())
                .log("site linked by rule");
    }

    private void publish(String tenantId, Suggestion suggestion, Instant now) {
        required(stores).of(tenantId).keep(suggestion);
        forward(
                Topics.SUGGESTIONS,
                TenantKey.of(tenantId, suggestion.siteUid()),
                SuggestionRecords.toRecord(tenantId, suggestion, now),
                now);
        meters.published(suggestion);
    }

    /** @param value null deletes the record */
    private void forward(Topic<?> topic, String key, @Nullable Object value, Instant now) {
        required(context).forward(new Record<>(key, value, now.toEpochMilli()), TopicTopology.sinkName(topic));
    }

    private SuggestionAgenda agenda(String key) {
        return agendas.computeIfAbsent(
                TenantKey.tenantOf(key),
                tenantId -> new SuggestionAgenda(
                        tenantId, required(stores).of(tenantId), (id, cause) -> stumbled(tenantId, id, cause), now()));
    }

    /** The id alone: names are not for logs. */
    private static void stumbled(String tenantId, String id, RuntimeException cause) {
        LOGGER.atError()
                .addKeyValue(LogKeys.TENANT_ID, tenantId)
                .addKeyValue(LogKeys.DETAIL, id)
                .addKeyValue(LogKeys.REASON, cause.getClass().getName())
                .log("a name cannot be compared, so nothing is suggested for it");
    }

    private void setAlarm(Instant now) {
        setAlarm(now, LOOK_AFTER);
    }

    /** @param pause before the next bite where there is one to take */
    private void setAlarm(Instant now, Duration pause) {
        var at = nextAlarm(now, pause);
        if (at.isEmpty() || !at.get().isBefore(alarmAt)) {
            return;
        }
        stopAlarm();
        var wait = Duration.between(now, at.get());
        schedule(wait.compareTo(BETWEEN_BITES) < 0 ? BETWEEN_BITES : wait, at.get());
    }

    private void schedule(Duration wait, Instant at) {
        alarm = required(context).schedule(wait, PunctuationType.WALL_CLOCK_TIME, _ -> ring());
        alarmAt = at;
    }

    private Optional<Instant> nextAlarm(Instant now, Duration pause) {
        if (agendas.values().stream().anyMatch(SuggestionAgenda::isDue)) {
            return Optional.of(now.plus(pause));
        }
        return agendas.values().stream()
                .flatMap(agenda -> agenda.nextAct(actAfter).stream())
                .min(Instant::compareTo)
                .map(at -> Stream.of(at, actedAt.equals(Instant.MIN) ? at : actedAt.plus(BETWEEN_ACTS))
                        .max(Instant::compareTo)
                        .orElse(at));
    }

    private void stopAlarm() {
        if (alarm != null) {
            alarm.cancel();
        }
        alarm = null;
        alarmAt = Instant.MAX;
    }

    private Instant now() {
        return Instant.ofEpochMilli(required(context).currentSystemTimeMs());
    }

    private static <T> T required(@Nullable T opened) {
        if (opened == null) {
            throw new IllegalStateException("suggestions: used before they were opened");
        }
        return opened;
    }

    @FunctionalInterface
    private interface Visit<V> {

        void to(String key, V value);
    }

    private static <V> void walk(KeyValueStore<String, V> store, Visit<V> visit) {
        try (var all = store.all()) {
            all.forEachRemaining(entry -> visit.to(entry.key, entry.value));
        }
    }
}
