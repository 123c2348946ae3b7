package dev.companion.provisioner.topology;

import dev.companion.gravityzone.Company;
import dev.companion.gravityzone.InstallationPackage;
import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.links.Link;
import dev.companion.provisioner.domain.Emission;
import dev.companion.provisioner.domain.Pacing;
import dev.companion.provisioner.domain.ProvisioningDesk;
import dev.companion.provisioner.domain.Rules;
import dev.companion.provisioning.Outcome;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import dev.companion.settings.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Hands everything that arrives, and the passing of time, to the desk of its task, and writes what the desk decides.
 *
 * <p>The timer is set for the moment at which the desk has something to do, never to a steady beat: Kafka Streams
 * commits a transaction after every run of a timer, so a beat would cost fifty of them a second while nothing happens.
 */
final class ProvisioningProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(20);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final Rules rules;
    private final Pacing pacing;
    private final ProvisioningMeters meters;

    private @Nullable Work work;

    ProvisioningProcessor(InstantSource clock, Rules rules, Pacing pacing, ProvisioningMeters meters) {
        this.clock = clock;
        this.rules = rules;
        this.pacing = pacing;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        var opened = new Work(context);
        work = opened;
        opened.begin(clock.instant());
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        var opened = work;
        if (opened == null) {
            throw new IllegalStateException("record before the processor was opened");
        }
        opened.take(record);
    }

    @Override
    public void close() {
        if (work != null) {
            meters.forget(work.task);
        }
    }

    /** One task's desk, ledger and timer. */
    private final class Work {

        private final ProcessorContext<String, SpecificRecord> context;
        private final EmissionWriter writer;
        private final StoreLedger ledger;
        private final String task;
        private ProvisioningDesk desk;
        private @Nullable Cancellable timer;
        private Instant timerAt = Instant.MAX;

        Work(ProcessorContext<String, SpecificRecord> context) {
            this.context = context;
            this.writer = new EmissionWriter(context);
            this.ledger = StoreLedger.of(context);
            this.task = context.taskId().toString();
            this.desk = new ProvisioningDesk(ledger, rules, pacing);
        }

        void begin(Instant now) {
            desk.open(now);
            setTimer(now);
        }

        void take(Record<String, SpecificRecord> record) {
            var now = clock.instant();
            decide(opened -> input(opened, record.key(), record.value(), now), now);
        }

        private void ring() {
            stopTimer();
            var now = clock.instant();
            decide(opened -> opened.tick(now), now);
        }

        /** All that one input brings about, or nothing of it. */
        private void decide(Function<ProvisioningDesk, List<Emission>> decision, Instant now) {
            try {
                decision.apply(desk).forEach(emission -> writer.write(emission, now));
            } catch (RuntimeException e) {
                // What the desk holds in memory may be half-way between before and after.
                ledger.discard();
                desk = new ProvisioningDesk(ledger, rules, pacing);
                begin(now);
                throw e;
            }
            ledger.keep();
            meters.census(task, desk.census());
            setTimer(now);
        }

        private void setTimer(Instant now) {
            var due = desk.nextDue(now).orElse(now.plus(LONGEST_WAIT));
            if (timer != null && !due.isBefore(timerAt)) {
                return;
            }
            stopTimer();
            var wait = Duration.between(now, due);
            var bounded = wait.compareTo(SHORTEST_WAIT) < 0
                    ? SHORTEST_WAIT
                    : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
            timerAt = now.plus(bounded);
            timer = context.schedule(bounded, PunctuationType.WALL_CLOCK_TIME, _ -> ring());
        }

        private void stopTimer() {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
        }

        private List<Emission> input(ProvisioningDesk opened, String key, @Nullable SpecificRecord value, Instant now) {
            return switch (value) {
                case null -> gone(opened, key, now);
                case Link link -> opened.wanted(LinkRecords.key(key), LinkRecords.toDomain(link), now);
                case Outcome outcome -> opened.outcome(LinkRecords.key(key), OutcomeRecords.toDomain(outcome), now);
                case Tenant tenant -> opened.tenant(TenantRecords.toDomain(tenant), now);
                case Company company ->
                    opened.companyChanged(
                            company.getTenantId(), company.getCompanyId(), CompanyRecords.usable(company), now);
                case InstallationPackage pkg ->
                    opened.packageChanged(
                            pkg.getTenantId(), pkg.getPackageId(), pkg.getCompanyId(), pkg.getName(), now);
                case ApiHealth health -> asked(opened, health, now);
                default ->
                    throw new IllegalArgumentException(
                            "record of type " + value.getSchema().getFullName());
            };
        }

        private List<Emission> gone(ProvisioningDesk opened, String key, Instant now) {
            var topic = context.recordMetadata().map(RecordMetadata::topic).orElse("");
            if (topic.equals(Topics.LINKS.name())) {
                return opened.forget(LinkRecords.key(key), now);
            }
            if (topic.equals(Topics.TENANTS.name())) {
                return opened.forgetTenant(key, now);
            }
            if (topic.equals(Topics.GRAVITYZONE_COMPANIES.name())) {
                return opened.companyChanged(TenantKey.tenantOf(key), TenantKey.entityOf(key), false, now);
            }
            if (topic.equals(Topics.GRAVITYZONE_PACKAGES.name())) {
                return opened.packageChanged(TenantKey.tenantOf(key), TenantKey.entityOf(key), null, null, now);
            }
            return List.of();
        }
    }

    /** The poller shares the tenant's quota and keys: what it was told, we were told. Our own words are no news. */
    private static List<Emission> asked(ProvisioningDesk opened, ApiHealth health, Instant now) {
        var notBefore = health.getNotBefore().orElse(null);
        var vendor = ApiHealthRecords.vendor(health.getApi());
        if (vendor == null || health.getService().equals(ApiHealthRecords.SERVICE)) {
            return List.of();
        }
        return notBefore != null || health.getState() == ApiState.OK
                ? opened.asked(health.getTenantId(), vendor, notBefore, now)
                : List.of();
    }
}
