package dev.companion.resolver.topology;

import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.deletions.DeletionHold;
import dev.companion.gravityzone.Company;
import dev.companion.health.ApiHealth;
import dev.companion.links.Link;
import dev.companion.links.LinkStatus;
import dev.companion.requests.Request;
import dev.companion.requests.RequestResult;
import dev.companion.resolver.domain.DiscrepancyController;
import dev.companion.resolver.domain.ResolverEmission;
import dev.companion.resolver.domain.ResolverEmission.AnswerForgotten;
import dev.companion.resolver.domain.ResolverEmission.CommandIssued;
import dev.companion.resolver.domain.ResolverEmission.DecisionAudited;
import dev.companion.resolver.domain.ResolverEmission.DiscrepancyChanged;
import dev.companion.resolver.domain.ResolverEmission.DiscrepancyForgotten;
import dev.companion.resolver.domain.ResolverEmission.ErasureForgotten;
import dev.companion.resolver.domain.ResolverEmission.RequestAnswered;
import dev.companion.resolver.domain.ResolverEmission.RequestAnswered.Answer;
import dev.companion.resolver.domain.ResolverEmission.TenantErased;
import dev.companion.resolver.domain.ResolverInput;
import dev.companion.resolver.domain.ResolverInput.CommandRefused;
import dev.companion.resolver.domain.ResolverInput.CompanyChanged;
import dev.companion.resolver.domain.ResolverInput.DeletionHoldChanged;
import dev.companion.resolver.domain.ResolverInput.LinkChanged;
import dev.companion.resolver.domain.ResolverInput.LinkStatusChanged;
import dev.companion.resolver.domain.ResolverInput.SiteChanged;
import dev.companion.resolver.domain.ResolverInput.VendorHealthChanged;
import dev.companion.resolver.domain.RetentionPeriods;
import dev.companion.resolver.domain.rules.DiscrepancyDetector;
import dev.companion.rmm.Site;
import dev.companion.runtime.DecisionService;
import dev.companion.runtime.InboundRecord;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.OutboundRecords;
import dev.companion.runtime.OutboundRecords.Removal;
import dev.companion.runtime.StateStores;
import dev.companion.runtime.TaskContext;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import dev.companion.settings.Tenant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates the records of the topics for the {@link DiscrepancyController}, and what it emits into records. */
final class ResolverService implements DecisionService<ResolverInput, ResolverEmission> {

    private static final Logger LOGGER = LoggerFactory.getLogger(ResolverService.class);

    private final DiscrepancyMeters meters;
    private final DiscrepancyDetector detector;
    private final RetentionPeriods retention;

    ResolverService(DiscrepancyMeters meters, DiscrepancyDetector detector, RetentionPeriods retention) {
        this.meters = meters;
        this.detector = detector;
        this.retention = retention;
    }

    @Override
    public String name() {
        return "resolve";
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return DiscrepancyController.STORES.stream()
                .<StoreBuilder<?>>map(spec -> StateStores.json(spec))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Controller<ResolverInput, ResolverEmission> controller(Ledger ledger, TaskContext<ResolverInput> task) {
        return new DiscrepancyController(ledger, detector, retention);
    }

    @Override
    public Optional<ResolverInput> toInput(InboundRecord record) {
        var tenantId = TenantKey.tenantOf(record.key());
        if (record.isOf(Topics.TENANTS)) {
            return Optional.of(TenantRecords.toInput(tenantId, (Tenant) record.value(), record.eventId()));
        }
        if (record.isOf(Topics.REQUESTS)) {
            return RequestRecords.toDomain(record.key(), (Request) record.value());
        }
        if (record.isOf(Topics.REQUEST_RESULTS)) {
            return refusedCommand(record);
        }
        var id = tenantId.equals(record.key()) ? "" : TenantKey.entityOf(record.key());
        if (id.isEmpty()) {
            throw new IllegalArgumentException(
                    "key of a record of %s: has no id (expected: tenant|id)".formatted(record.topic()));
        }
        return Optional.of(changed(record, tenantId, id, record.eventId()));
    }

    private static ResolverInput changed(InboundRecord record, String tenantId, String id, @Nullable String cause) {
        var value = record.value();
        if (record.isOf(Topics.RMM_SITES)) {
            return new SiteChanged(tenantId, id, ObservedRecords.site((Site) value), cause);
        }
        if (record.isOf(Topics.GRAVITYZONE_COMPANIES)) {
            return new CompanyChanged(tenantId, id, ObservedRecords.company(id, (Company) value), cause);
        }
        if (record.isOf(Topics.LINKS)) {
            return new LinkChanged(tenantId, id, LinkRecords.toDomain((Link) value), cause);
        }
        if (record.isOf(Topics.LINK_STATUSES)) {
            return new LinkStatusChanged(tenantId, id, LinkStatusRecords.toDomain((LinkStatus) value), cause);
        }
        if (record.isOf(Topics.API_HEALTH)) {
            return new VendorHealthChanged(tenantId, id, ObservedRecords.health((ApiHealth) value), cause);
        }
        if (record.isOf(Topics.DELETION_HOLDS)) {
            return new DeletionHoldChanged(tenantId, id, ObservedRecords.hold((DeletionHold) value), cause);
        }
        throw new IllegalArgumentException("record of the topic " + record.topic());
    }

    private static Optional<ResolverInput> refusedCommand(InboundRecord record) {
        return Optional.ofNullable((RequestResult) record.value())
                .flatMap(ResultRecords::refusal)
                .map(reason ->
                        new CommandRefused(TenantKey.tenantOf(record.key()), TenantKey.entityOf(record.key()), reason));
    }

    @Override
    public void write(ResolverEmission emission, OutboundRecords out, TaskContext<ResolverInput> task) {
        var tenantId = emission.tenantId();
        switch (emission) {
            case DiscrepancyChanged changed -> write(changed, out);
            case CommandIssued issued ->
                out.put(
                        Topics.REQUESTS,
                        TenantKey.of(tenantId, issued.request().commandId()),
                        CommandRecords.toRecord(issued, out.now()));
            case DecisionAudited audited -> {
                var entry = AuditRecords.toRecord(audited, out.now());
                out.put(Topics.AUDIT, TenantKey.of(tenantId, entry.getEntryId()), entry);
            }
            case RequestAnswered answered -> write(answered, out);
            case TenantErased erased ->
                out.put(
                        Topics.TENANT_ERASURES,
                        ErasureRecords.key(tenantId),
                        ErasureRecords.toRecord(erased, out.now()));
            case ErasureForgotten _ ->
                out.tombstone(Topics.TENANT_ERASURES, ErasureRecords.key(tenantId), ErasureRecords.removal(out.now()));
            case DiscrepancyForgotten(var _, var id) ->
                out.tombstone(
                        Topics.DISCREPANCIES,
                        TenantKey.of(tenantId, id),
                        new Removal(
                                "discrepancy:%s:forgotten:%d"
                                        .formatted(id, out.now().toEpochMilli()),
                                out.now(),
                                null));
            case AnswerForgotten(var _, var id) ->
                out.tombstone(
                        Topics.REQUEST_RESULTS,
                        TenantKey.of(tenantId, id),
                        new Removal("result:%s:expired".formatted(id), out.now(), id));
        }
    }

    /** Writes the state of the discrepancy always, and a change of state also as an event. */
    private static void write(DiscrepancyChanged changed, OutboundRecords out) {
        var tenantId = changed.tenantId();
        var after = changed.after();
        var before = changed.before();
        var key = TenantKey.of(tenantId, after.discrepancyId());
        var record = DiscrepancyRecords.toRecord(tenantId, after, out.now(), changed.cause());
        out.put(Topics.DISCREPANCIES, key, record);
        if (before == after.state()) {
            return;
        }
        out.put(Topics.DISCREPANCY_CHANGES, key, DiscrepancyChangeRecords.toRecord(before, record));
        out.afterCommit(() -> LOGGER.atInfo()
                .addKeyValue(LogKeys.TENANT_ID, tenantId)
                .addKeyValue(LogKeys.DISCREPANCY_ID, after.discrepancyId())
                .addKeyValue(LogKeys.TYPE, after.finding().type())
                .addKeyValue(LogKeys.SITE_UID, after.finding().siteUid())
                .addKeyValue(LogKeys.FROM, before == null ? "none" : before)
                .addKeyValue(LogKeys.TO, after.state())
                .log("discrepancy changed its state"));
    }

    private static void write(RequestAnswered answered, OutboundRecords out) {
        var tenantId = answered.tenantId();
        var requestId = answered.requestId();
        out.put(
                Topics.REQUEST_RESULTS,
                TenantKey.of(tenantId, requestId),
                ResultRecords.toRecord(tenantId, requestId, answered.answers(), out.now()));
        var accepted = answered.answers().stream().anyMatch(Answer::accepted);
        out.afterCommit(() -> LOGGER.atInfo()
                .addKeyValue(LogKeys.TENANT_ID, tenantId)
                .addKeyValue(LogKeys.REQUEST_ID, requestId)
                .log(accepted ? "resolution accepted" : "resolution refused"));
    }

    @Override
    public void decided(Controller<ResolverInput, ResolverEmission> controller, String taskId) {
        if (controller instanceof DiscrepancyController discrepancies) {
            meters.update(taskId, discrepancies.counts());
        }
    }

    @Override
    public void closed(String taskId) {
        meters.remove(taskId);
    }
}
