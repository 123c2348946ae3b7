package dev.companion.resolver.topology;

import dev.companion.discrepancies.Discrepancy;
import dev.companion.discrepancies.DiscrepancyChange;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.runtime.EventMetadatas;
import org.jspecify.annotations.Nullable;

/** Translates for the topic of discrepancy changes. */
final class DiscrepancyChangeRecords {

    private DiscrepancyChangeRecords() {}

    /** @param before null if the discrepancy is opened for the first time */
    static DiscrepancyChange toRecord(@Nullable State before, Discrepancy after) {
        var metadata = after.getMetadata();
        return DiscrepancyChange.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "discrepancy-change:" + after.getDiscrepancyId() + ":" + metadata.getSequence(),
                        metadata.getOccurredAt(),
                        metadata.getSequence(),
                        metadata.getCausedBy().orElse(null)))
                .setTenantId(after.getTenantId())
                .setDiscrepancyId(after.getDiscrepancyId())
                .setFrom(before == null ? null : DiscrepancyRecords.state(before))
                .setTo(after.getState())
                .setAfter(after)
                .build();
    }
}
