package dev.companion.poller.topology;

import dev.companion.poller.domain.row.KnownRow;
import dev.companion.rmm.RmmChange;
import dev.companion.rmm.RmmEntity;
import dev.companion.rmm.RmmOperation;
import dev.companion.runtime.EventMetadatas;
import java.util.List;

/** The common part of all changes of Datto RMM. */
final class RmmChanges {

    private RmmChanges() {}

    static RmmChange.Builder of(
            String tenant,
            RmmEntity kind,
            KnownRow<?> row,
            RmmOperation operation,
            List<String> changedFields,
            int confirmations) {
        return RmmChange.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "%s-change-%s-%s-%d".formatted(name(kind), tenant, row.id(), row.sequence()),
                        row.publishedAt(),
                        row.sequence(),
                        null))
                .setTenantId(tenant)
                .setKind(kind)
                .setEntityId(row.id())
                .setOperation(operation)
                .setChangedFields(changedFields)
                .setInferred(confirmations > 0)
                .setConfirmations(confirmations);
    }

    private static String name(RmmEntity kind) {
        return switch (kind) {
            case UNKNOWN -> "unknown";
            case SITE -> "site";
            case USER -> "user";
        };
    }
}
