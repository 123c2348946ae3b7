package dev.companion.poller.domain.deletion;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The decision of a person about deletions that are held back.
 *
 * @param setId of the {@link HeldSet} that was decided about
 */
public record DeletionDecision(String setId, boolean approved, Instant at) {

    /** Clocks of services may differ by this much. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /**
     * An approval, as a sweep uses it.
     *
     * @param current whether it was given for the hold that is published now. Rows that return end the hold, and an
     *     approval of their earlier absence does not apply to the next one
     */
    public record Approval(String setId, boolean current) {}

    /** Null if this is no approval. */
    public @Nullable Approval approvalOf(@Nullable Hold published) {
        if (!approved) {
            return null;
        }
        var current = published != null
                && published.setId().equals(setId)
                && !at.isBefore(published.since().minus(TOLERANCE));
        return new Approval(setId, current);
    }

    /** The set whose deletion was rejected; null if this is an approval. */
    public @Nullable String rejectedSet() {
        return approved ? null : setId;
    }
}
