package dev.companion.mapper.topology;

import dev.companion.decision.Controller;
import dev.companion.decision.Ledger;
import dev.companion.mapper.domain.ErasedTopic;
import dev.companion.mapper.domain.MapperController;
import dev.companion.mapper.domain.MapperEmission;
import dev.companion.mapper.domain.MapperEmission.AuditNoted;
import dev.companion.mapper.domain.MapperEmission.ClaimJudged;
import dev.companion.mapper.domain.MapperEmission.ClaimStated;
import dev.companion.mapper.domain.MapperEmission.KeyErased;
import dev.companion.mapper.domain.MapperEmission.LinkChanged;
import dev.companion.mapper.domain.MapperEmission.LinkMadeByRule;
import dev.companion.mapper.domain.MapperEmission.NameNotComparable;
import dev.companion.mapper.domain.MapperEmission.RequestDecided;
import dev.companion.mapper.domain.MapperEmission.RequestRepeated;
import dev.companion.mapper.domain.MapperEmission.ResetMarked;
import dev.companion.mapper.domain.MapperEmission.ResultExpired;
import dev.companion.mapper.domain.MapperEmission.SecretChanged;
import dev.companion.mapper.domain.MapperEmission.SettingsChanged;
import dev.companion.mapper.domain.MapperEmission.SuggestionChanged;
import dev.companion.mapper.domain.MapperInput;
import dev.companion.runtime.DecisionService;
import dev.companion.runtime.InboundRecord;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.OutboundRecords;
import dev.companion.runtime.OutboundRecords.Removal;
import dev.companion.runtime.StateStores;
import dev.companion.runtime.TaskContext;
import dev.companion.runtime.log.RepeatedLines;
import dev.companion.schemas.ResetMark;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects the mapper's controller with its topics, stores, meters and logs. */
final class MapperService implements DecisionService<MapperInput, MapperEmission> {

    private static final Logger LOGGER = LoggerFactory.getLogger(MapperService.class);

    private static final RepeatedLines LINES = new RepeatedLines();

    private final RequestMeters requestMeters;
    private final SuggestionMeters suggestionMeters;
    private final Duration resultRetention;
    private final Duration actAfter;

    MapperService(
            RequestMeters requestMeters,
            SuggestionMeters suggestionMeters,
            Duration resultRetention,
            Duration actAfter) {
        this.requestMeters = requestMeters;
        this.suggestionMeters = suggestionMeters;
        this.resultRetention = resultRetention;
        this.actAfter = actAfter;
    }

    @Override
    public String name() {
        return "decide what is desired";
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return MapperController.STORES.stream()
                .<StoreBuilder<?>>map(StateStores::json)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Controller<MapperInput, MapperEmission> controller(Ledger ledger, TaskContext<MapperInput> task) {
        return new MapperController(ledger, resultRetention, actAfter);
    }

    @Override
    public Optional<MapperInput> toInput(InboundRecord record) {
        return MapperInputs.of(record);
    }

    @Override
    public void write(MapperEmission emission, OutboundRecords out, TaskContext<MapperInput> task) {
        switch (emission) {
            case SettingsChanged it ->
                out.put(
                        Topics.TENANTS,
                        TenantKey.of(it.tenantId()),
                        TenantRecords.toRecord(it.tenantId(), it.settings(), it.claim(), out.now(), it.causedBy()));
            case ClaimStated it ->
                out.put(
                        Topics.GRAVITYZONE_CLAIM_REQUESTS,
                        TenantKey.of(it.rootId(), it.tenantId()),
                        ClaimRecords.toRecord(it, out.now()));
            case ClaimJudged it -> out.afterCommit(() -> log(it));
            case SecretChanged it -> {
                var record = SecretRecords.toRecord(it.tenantId(), it.secret(), out.now(), it.causedBy());
                out.put(
                        Topics.SECRETS,
                        TenantKey.of(it.tenantId(), record.getName().name()),
                        record);
            }
            case LinkChanged it -> write(it, out);
            case RequestDecided it -> write(it, out);
            case RequestRepeated it -> out.afterCommit(() -> requestMeters.repeated(it.type()));
            case ResultExpired it -> {
                var requestId = TenantKey.entityOf(it.requestKey());
                out.tombstone(
                        Topics.REQUEST_RESULTS,
                        it.requestKey(),
                        new Removal("result:%s:expired".formatted(requestId), out.now(), requestId));
            }
            case AuditNoted it -> {
                var record = AuditRecords.toRecord(it.tenantId(), it.actor(), it.note(), out.now(), it.causedBy());
                out.put(Topics.AUDIT, TenantKey.of(it.tenantId(), record.getEntryId()), record);
            }
            case SuggestionChanged it -> {
                putOrDelete(
                        out,
                        Topics.SUGGESTIONS,
                        TenantKey.of(it.tenantId(), it.suggestion().siteUid()),
                        SuggestionRecords.toRecord(it.tenantId(), it.suggestion(), out.now()),
                        new Removal(SuggestionRecords.eventId(it.suggestion()), out.now(), null));
                out.afterCommit(() -> suggestionMeters.published(it.suggestion()));
            }
            case KeyErased it -> write(it, out);
            case ResetMarked it ->
                out.tombstone(
                        Topics.LINKS,
                        ResetMark.keyOf(it.tenantId()),
                        new Removal(ResetMark.eventId(it.requestId()), out.now(), it.requestId()));
            case LinkMadeByRule it ->
                out.afterCommit(() -> {
                    suggestionMeters.linked();
                    log(it);
                });
            case NameNotComparable it -> out.afterCommit(() -> log(it));
        }
    }

    private static void write(LinkChanged changed, OutboundRecords out) {
        var link = changed.link();
        var record = LinkRecords.toRecord(changed.tenantId(), link, out.now(), changed.causedBy());
        putOrDelete(
                out,
                Topics.LINKS,
                TenantKey.of(changed.tenantId(), link.siteUid()),
                record,
                new Removal(LinkRecords.eventId(link), out.now(), changed.causedBy()));
        if (record == null) {
            out.afterCommit(() -> LOGGER.atInfo()
                    .addKeyValue(LogKeys.TENANT_ID, changed.tenantId())
                    .addKeyValue(LogKeys.SITE_UID, link.siteUid())
                    .addKeyValue(LogKeys.GENERATION, link.generation())
                    .log("link is gone"));
        }
    }

    private static void write(KeyErased erased, OutboundRecords out) {
        var topic =
                switch (erased.topic()) {
                    case SECRETS -> Topics.SECRETS;
                    case LINKS -> Topics.LINKS;
                    case SUGGESTIONS -> Topics.SUGGESTIONS;
                    case REQUEST_RESULTS -> Topics.REQUEST_RESULTS;
                    case TENANTS -> Topics.TENANTS;
                };
        var key = erased.entityId().isEmpty()
                ? TenantKey.of(erased.tenantId())
                : TenantKey.of(erased.tenantId(), erased.entityId());
        out.tombstone(
                topic,
                key,
                new Removal(
                        "erased:%s:%s:%s".formatted(erased.topic().title(), erased.entityId(), erased.causedBy()),
                        out.now(),
                        erased.causedBy()));
        if (erased.topic() == ErasedTopic.TENANTS) {
            out.afterCommit(() -> LOGGER.atInfo()
                    .addKeyValue(LogKeys.TENANT_ID, erased.tenantId())
                    .addKeyValue(LogKeys.REQUEST_ID, erased.causedBy())
                    .log("tenant is reset"));
        }
    }

    private void write(RequestDecided decided, OutboundRecords out) {
        var request = decided.request();
        var accepted = decided.result().accepted();
        out.put(
                Topics.REQUEST_RESULTS,
                TenantKey.of(request.tenantId(), request.requestId()),
                ResultRecords.toRecord(decided, out.now()));
        out.afterCommit(() -> {
            requestMeters.decided(decided.type(), accepted);
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.TENANT_ID, request.tenantId())
                    .addKeyValue(LogKeys.REQUEST_ID, request.requestId())
                    .addKeyValue(LogKeys.TYPE, decided.type())
                    .addKeyValue(LogKeys.COUNT, decided.linksChanged())
                    .log(accepted ? "request accepted" : "request refused");
        });
    }

    private static <V extends SpecificRecord> void putOrDelete(
            OutboundRecords out, Topic<V> topic, String key, @Nullable V record, Removal removal) {
        if (record == null) {
            out.tombstone(topic, key, removal);
        } else {
            out.put(topic, key, record);
        }
    }

    private static void log(ClaimJudged judged) {
        var event = judged.verdict().refuses() ? LOGGER.atWarn() : LOGGER.atInfo();
        event.addKeyValue(LogKeys.TENANT_ID, judged.tenantId())
                .addKeyValue(LogKeys.COMPANY_ID, judged.rootId())
                .addKeyValue(LogKeys.REASON, judged.verdict())
                .log(
                        judged.verdict().refuses()
                                ? "root company belongs to another tenant, so nothing is changed for this one"
                                : "root company claimed");
    }

    private static void log(LinkMadeByRule made) {
        LOGGER.atInfo()
                .addKeyValue(LogKeys.TENANT_ID, made.tenantId())
                .addKeyValue(LogKeys.SITE_UID, made.link().siteUid())
                .addKeyValue(LogKeys.COMPANY_ID, made.link().companyId())
                .addKeyValue(LogKeys.REQUEST_ID, made.link().requestId())
                .log("site linked by rule");
    }

    /** Logs the id only: names do not belong in logs. */
    private static void log(NameNotComparable failed) {
        LINES.log(
                failed.tenantId(),
                count -> LOGGER.atError()
                        .addKeyValue(LogKeys.TENANT_ID, failed.tenantId())
                        .addKeyValue(LogKeys.DETAIL, failed.id())
                        .addKeyValue(LogKeys.REASON, failed.cause().getClass().getName())
                        .addKeyValue(LogKeys.COUNT, count)
                        .log("name cannot be compared, so nothing is suggested for it"));
    }
}
