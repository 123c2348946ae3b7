package dev.companion.resolver.topology;

import dev.companion.audit.AuditEntry;
import dev.companion.resolver.domain.ResolverEmission.DecisionAudited;
import dev.companion.runtime.EventMetadatas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Translates for the topic of the audit trail. */
final class AuditRecords {

    private AuditRecords() {}

    static AuditEntry toRecord(DecisionAudited audited, Instant at) {
        var tenantId = audited.tenantId();
        var request = audited.request();
        var note = audited.note();
        var what = String.join("|", tenantId, request.commandId(), note.action());
        var entryId =
                "%013d-%s".formatted(at.toEpochMilli(), UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)));
        return AuditEntry.newBuilder()
                .setMetadata(EventMetadatas.of("audit:" + entryId, at, 1, audited.cause()))
                .setTenantId(tenantId)
                .setEntryId(entryId)
                .setActor(request.by())
                .setAction(note.action())
                .setTarget("discrepancy:" + note.discrepancyId())
                .setBefore(note.before())
                .setAfter(note.after())
                .setWhy(note.reason())
                .build();
    }
}
