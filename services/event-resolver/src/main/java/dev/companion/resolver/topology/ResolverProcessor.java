package dev.companion.resolver.topology;

import dev.companion.deletions.DeletionHold;
import dev.companion.gravityzone.Company;
import dev.companion.health.ApiHealth;
import dev.companion.links.Link;
import dev.companion.links.LinkStatus;
import dev.companion.requests.Request;
import dev.companion.requests.RequestResult;
import dev.companion.resolver.domain.DiscrepancyDetector;
import dev.companion.resolver.topology.Publisher.Cause;
import dev.companion.rmm.Site;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import dev.companion.settings.Tenant;
import dev.companion.shared.EventMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what arrives and looks at what it concerns. All of a tenant meets in one task, so a site is always looked at as
 * a whole.
 *
 * <p>The timer is set for the moment at which there is something to look at, never to a steady beat: Kafka Streams
 * commits a transaction after every run of a timer, so a beat would cost some all day while nothing happens.
 */
final class ResolverProcessor implements Processor<String, SpecificRecord, String, Object> {

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final int LOOKS_AT_ONCE = 1_000;

    /** Each row of these is about something of a tenant. */
    private static final Set<String> OF_A_TENANT = Set.of(
            Topics.RMM_SITES.name(),
            Topics.LINKS.name(),
            Topics.LINK_STATUSES.name(),
            Topics.GRAVITYZONE_COMPANIES.name(),
            Topics.API_HEALTH.name(),
            Topics.DELETION_HOLDS.name());

    private final DiscrepancyMeters meters;
    private final DiscrepancyDetector detector;
    private final UpkeepPlan plan;
    private @Nullable Work work;

    ResolverProcessor(DiscrepancyMeters meters, DiscrepancyDetector detector, UpkeepPlan plan) {
        this.meters = meters;
        this.detector = detector;
        this.plan = plan;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        work = new Work(context);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        Objects.requireNonNull(work, "record before the processor was opened").take(record);
    }

    @Override
    public void close() {
        if (work != null) {
            meters.handedOver(work.context.taskId());
        }
    }

    /** One task's part. */
    private final class Work {

        private final ProcessorContext<String, Object> context;
        private final ResolverStores stores;
        private final Agenda agenda = new Agenda();
        private final Looks looks;
        private final Wishes wishes;
        private final Forgetting forgetting;
        private boolean indexed;
        private Instant forgetAt;
        private @Nullable Cancellable timer;
        private Instant timerAt = Instant.MAX;

        Work(ProcessorContext<String, Object> context) {
            this.context = context;
            stores = ResolverStores.of(context);
            var publisher = new Publisher(context, stores, meters);
            looks = new Looks(stores, publisher, agenda, detector);
            wishes = new Wishes(stores, publisher, looks);
            forgetting = new Forgetting(context, stores, plan);
            forgetAt = now().plus(Forgetting.EVERY);
            meters.taken(context.taskId());
            try (var known = stores.discrepancies().all()) {
                known.forEachRemaining(entry -> meters.moved(context.taskId(), null, entry.value));
            }
            try (var due = stores.due().all()) {
                due.forEachRemaining(entry ->
                        agenda.set(TenantKey.tenantOf(entry.key), TenantKey.entityOf(entry.key), entry.value.at()));
            }
            setTimer();
        }

        void take(Record<String, SpecificRecord> record) {
            var tenantId = TenantKey.tenantOf(record.key());
            var id = tenantId.equals(record.key()) ? "" : TenantKey.entityOf(record.key());
            var cause = new Cause(record.headers(), causedBy(record.value()));
            var topic = context.recordMetadata().map(RecordMetadata::topic).orElse("");
            if (id.isEmpty() && OF_A_TENANT.contains(topic)) {
                throw new IllegalArgumentException(
                        "key of a record of %s: names nothing (expected: tenant|id)".formatted(topic));
            }
            if (!indexed) {
                stores.indexOlderLinks();
                indexed = true;
            }
            keep(topic, record.key(), tenantId, id, record.value(), cause);
            setTimer();
        }

        private void keep(
                String topic, String key, String tenantId, String id, @Nullable SpecificRecord value, Cause cause) {
            var tenant = stores.of(tenantId);
            if (topic.equals(Topics.RMM_SITES.name())) {
                tenant.keepSite(id, ObservedRecords.site((Site) value));
                looks.site(tenantId, id, now(), cause);
            } else if (topic.equals(Topics.LINKS.name())) {
                link(tenant, tenantId, id, (Link) value);
                looks.site(tenantId, id, now(), cause);
            } else if (topic.equals(Topics.LINK_STATUSES.name())) {
                tenant.keepStatus(id, StatusRecords.toDomain((LinkStatus) value));
                looks.site(tenantId, id, now(), cause);
            } else if (topic.equals(Topics.GRAVITYZONE_COMPANIES.name())) {
                var concerned = tenant.listSitesConcerned(id);
                tenant.keepCompany(id, ObservedRecords.company((Company) value));
                concerned.addAll(tenant.listSitesConcerned(id));
                concerned.forEach(siteUid -> looks.site(tenantId, siteUid, now(), cause));
            } else if (topic.equals(Topics.TENANTS.name())) {
                tenant(tenant, tenantId, (Tenant) value, cause);
            } else if (topic.equals(Topics.API_HEALTH.name())) {
                tenant.keepHealth(id, ObservedRecords.health((ApiHealth) value));
                looks.tenant(tenantId, now(), cause);
            } else if (topic.equals(Topics.DELETION_HOLDS.name())) {
                tenant.keepHold(id, ObservedRecords.hold((DeletionHold) value));
                looks.tenant(tenantId, now(), cause);
            } else if (topic.equals(Topics.REQUESTS.name())) {
                if (value != null) {
                    wishes.decide(key, (Request) value, now(), cause);
                }
            } else if (topic.equals(Topics.REQUEST_RESULTS.name())) {
                wishes.answered(key, (RequestResult) value, now(), cause);
            } else {
                throw new IllegalArgumentException("record of the topic " + topic);
            }
        }

        private void link(TenantStores tenant, String tenantId, String siteUid, @Nullable Link value) {
            var before = tenant.findLink(siteUid).filter(link -> link.present()).isPresent();
            var link = LinkRecords.toDomain(value);
            tenant.keepLink(siteUid, link);
            var after = link != null && link.present();
            if (before != after) {
                looks.linksChanged(tenantId, after ? 1 : -1);
            }
        }

        private void tenant(TenantStores tenant, String tenantId, @Nullable Tenant value, Cause cause) {
            var before = tenant.view();
            tenant.keepTenant(TenantRecords.toDomain(value));
            if (!tenant.view().equals(before)) {
                looks.allOf(tenantId, now(), cause);
            }
        }

        private static @Nullable String causedBy(@Nullable SpecificRecord value) {
            return value != null
                            && value.getSchema().getField("metadata") != null
                            && value.get(value.getSchema().getField("metadata").pos()) instanceof EventMetadata metadata
                    ? metadata.getEventId()
                    : null;
        }

        private void ring() {
            stopTimer();
            var now = now();
            var cause = new Cause(new RecordHeaders(), null);
            for (var item : agenda.takeDue(now, LOOKS_AT_ONCE)) {
                stores.of(item.tenantId()).keepDue(item.about(), null);
                if (item.about().equals(TenantStores.TENANT_ITSELF)) {
                    looks.tenant(item.tenantId(), now, cause);
                } else {
                    looks.site(item.tenantId(), item.about(), now, cause);
                }
            }
            if (!now.isBefore(forgetAt)) {
                forgetting.run(now);
                forgetAt = now.plus(Forgetting.EVERY);
            }
            setTimer();
        }

        private void setTimer() {
            var due = agenda.next().filter(at -> at.isBefore(forgetAt)).orElse(forgetAt);
            if (timer != null && !due.isBefore(timerAt)) {
                return;
            }
            stopTimer();
            var now = now();
            var wait = Duration.between(now, due);
            var bounded = wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
            timerAt = now.plus(bounded);
            timer = context.schedule(bounded, PunctuationType.WALL_CLOCK_TIME, _ -> ring());
        }

        private void stopTimer() {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
        }

        private Instant now() {
            return Instant.ofEpochMilli(context.currentSystemTimeMs());
        }
    }
}
