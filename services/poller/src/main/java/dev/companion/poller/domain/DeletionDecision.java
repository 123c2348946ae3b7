package dev.companion.poller.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about deletions that are held back.
 *
 * @param setId of the {@link HeldSet} that it is about
 */
public record DeletionDecision(String setId, boolean approved, Instant at) {

    /** Clocks of services may differ by this much. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /**
     * An approval as a sweep takes it.
     *
     * @param current whether it was given for the hold that readers know of. Rows that return end the hold, and whoever
     *     approved of their absence then was not asked about the next time
     */
    public record Approval(String setId, boolean current) {}

    /** The approval that this is, if it is one. */
    public @Nullable Approval approvalOf(@Nullable Hold told) {
        if (!approved) {
            return null;
        }
        var current = told != null
                && told.setId().equals(setId)
                && !at.isBefore(told.since().minus(TOLERANCE));
        return new Approval(setId, current);
    }

    /** The set that was turned down, if it was. */
    public @Nullable String rejectedSet() {
        return approved ? null : setId;
    }
}
