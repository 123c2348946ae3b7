package dev.companion.mapper.domain.claim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What leaves the {@link ClaimController}. */
public sealed interface ClaimEmission {

    /** @param holder null if the company is free now */
    record HolderChanged(String rootId, @Nullable Right holder) implements ClaimEmission {}

    /**
     * @param since with HELD, when the tenant was given it; otherwise null
     * @param causedBy what the claim was stated for; null if it answers no claim but has changed
     */
    record Judged(
            String tenantId,
            String rootId,
            ClaimVerdict verdict,
            @Nullable Instant since,
            @Nullable String causedBy) implements ClaimEmission {}
}
