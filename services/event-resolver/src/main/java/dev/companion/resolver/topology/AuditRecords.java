package dev.companion.resolver.topology;

import dev.companion.audit.AuditEntry;
import dev.companion.resolver.domain.AuditNote;
import dev.companion.resolver.domain.ResolutionRequest;
import dev.companion.runtime.EventMetadatas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** The topic of the audit trail. */
final class AuditRecords {

    private AuditRecords() {}

    static AuditEntry toRecord(ResolutionRequest request, AuditNote note, Instant at) {
        var what = String.join("|", request.tenantId(), request.requestId(), note.action());
        var entryId =
                "%013d-%s".formatted(at.toEpochMilli(), UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)));
        return AuditEntry.newBuilder()
                .setMetadata(EventMetadatas.of("audit:" + entryId, at, 1, request.requestId()))
                .setTenantId(request.tenantId())
                .setEntryId(entryId)
                .setActor(request.requestedBy())
                .setAction(note.action())
                .setTarget("discrepancy:" + note.discrepancyId())
                .setBefore(note.before())
                .setAfter(note.after())
                .setWhy(note.why())
                .build();
    }
}
