package dev.companion.poller.topology;

import dev.companion.deletions.DeletionHold;
import dev.companion.deletions.ObservedKind;
import dev.companion.poller.domain.HeldSet;
import dev.companion.poller.domain.Hold;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.TenantKey;
import dev.companion.schemas.Topics;
import java.time.Instant;

/** Publishes what deletions of one list are held back. */
record HoldPublisher(String tenant, Kind kind, Out out) {

    /** @param sequence grows with every hold and every end of one of this list */
    void raise(Hold hold, HeldSet set, long sequence, Instant now) {
        var observed = observed();
        var record = DeletionHold.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "deletion-hold-%s-%s-%d".formatted(tenant, observed, sequence), now, sequence, null))
                .setTenantId(tenant)
                .setKind(observed)
                .setSetId(set.setId())
                .setMissing(set.ids().size())
                .setKnown(set.known())
                .setExamples(set.examples())
                .setSince(hold.since())
                .build();
        out.publish(Topics.DELETION_HOLDS, key(), record, now);
    }

    void lift(Instant now) {
        out.bury(Topics.DELETION_HOLDS, key(), now);
    }

    private String key() {
        return TenantKey.of(tenant, observed().name());
    }

    private ObservedKind observed() {
        return switch (kind) {
            case SITES -> ObservedKind.SITES;
            case USERS -> ObservedKind.USERS;
            case COMPANIES -> ObservedKind.COMPANIES;
            case PACKAGES, ACTIVITIES -> throw new IllegalStateException("deletions of " + kind + " are never held");
        };
    }
}
