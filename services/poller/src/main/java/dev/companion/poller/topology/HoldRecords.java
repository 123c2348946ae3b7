package dev.companion.poller.topology;

import dev.companion.deletions.DeletionHold;
import dev.companion.deletions.ObservedKind;
import dev.companion.poller.domain.polling.PollEmission.HoldRaised;
import dev.companion.poller.domain.polling.PollKind;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.TenantKey;
import java.time.Instant;

/** Holds of deletions as records. */
final class HoldRecords {

    private HoldRecords() {}

    static String keyOf(String tenant, PollKind kind) {
        return TenantKey.of(tenant, observed(kind).name());
    }

    static DeletionHold toRecord(HoldRaised raised, Instant now) {
        var observed = observed(raised.kind());
        var set = raised.set();
        return DeletionHold.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "deletion-hold-%s-%s-%d".formatted(raised.tenant(), observed, raised.sequence()),
                        now,
                        raised.sequence(),
                        null))
                .setTenantId(raised.tenant())
                .setKind(observed)
                .setSetId(set.setId())
                .setMissing(set.ids().size())
                .setKnown(set.known())
                .setExamples(set.examples())
                .setSince(raised.hold().since())
                .build();
    }

    private static ObservedKind observed(PollKind kind) {
        return switch (kind) {
            case SITES -> ObservedKind.SITES;
            case USERS -> ObservedKind.USERS;
            case COMPANIES -> ObservedKind.COMPANIES;
            case PACKAGES, ACTIVITIES, VARIABLES ->
                throw new IllegalStateException("deletions of " + kind + " are never held");
        };
    }
}
