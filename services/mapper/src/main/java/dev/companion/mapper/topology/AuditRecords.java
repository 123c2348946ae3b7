package dev.companion.mapper.topology;

import dev.companion.audit.AuditEntry;
import dev.companion.mapper.domain.request.AuditNote;
import dev.companion.runtime.EventMetadatas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** The topic of the audit trail. */
final class AuditRecords {

    private AuditRecords() {}

    /**
     * @param cause the request or link change that it is about; together with the note it makes the entry's id, which
     *     sorts by time
     */
    static AuditEntry toRecord(String tenantId, String actor, AuditNote note, Instant at, String cause) {
        var what = String.join("|", tenantId, cause, note.action().name(), note.target());
        var entryId =
                "%013d-%s".formatted(at.toEpochMilli(), UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)));
        return AuditEntry.newBuilder()
                .setMetadata(EventMetadatas.of("audit:" + entryId, at, 1, cause))
                .setTenantId(tenantId)
                .setEntryId(entryId)
                .setActor(actor)
                .setAction(note.action().phrase())
                .setTarget(note.target())
                .setBefore(note.before())
                .setAfter(note.after())
                .setWhy(note.why())
                .build();
    }
}
