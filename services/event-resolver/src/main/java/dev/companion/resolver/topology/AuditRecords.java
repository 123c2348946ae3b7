package dev.companion.resolver.topology;

import dev.companion.audit.AuditEntry;
import dev.companion.resolver.domain.AuditNote;
import dev.companion.resolver.domain.Wish;
import dev.companion.runtime.EventMetadatas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The topic of the audit trail. */
final class AuditRecords {

    private AuditRecords() {}

    static AuditEntry toRecord(String tenantId, Wish wish, AuditNote note, Instant at, @Nullable String causedBy) {
        var what = String.join("|", tenantId, wish.orderId(), note.action());
        var entryId =
                "%013d-%s".formatted(at.toEpochMilli(), UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)));
        return AuditEntry.newBuilder()
                .setMetadata(EventMetadatas.of("audit:" + entryId, at, 1, causedBy))
                .setTenantId(tenantId)
                .setEntryId(entryId)
                .setActor(wish.by())
                .setAction(note.action())
                .setTarget("discrepancy:" + note.discrepancyId())
                .setBefore(note.before())
                .setAfter(note.after())
                .setWhy(note.why())
                .build();
    }
}
