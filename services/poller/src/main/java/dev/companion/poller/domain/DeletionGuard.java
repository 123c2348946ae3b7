package dev.companion.poller.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds back deletions that are too many to be believed: more than {@code floor} and more than {@code share} of what is
 * known, within {@code window}. It looks at everything that is missing, not at what a sweep has confirmed so far, so
 * that a large loss is not let through in small helpings.
 */
public record DeletionGuard(int floor, double share, Duration window) {

    /** Five, or a fifth, in a day. */
    public static final DeletionGuard STANDARD = new DeletionGuard(5, 0.2, Duration.ofHours(24));

    public DeletionGuard {
        if (floor < 0 || share < 0 || share > 1) {
            throw new IllegalArgumentException(
                    "deletion guard: floor %d, share %s (expected: at least 0, and 0 to 1)".formatted(floor, share));
        }
    }

    /**
     * Whether none of {@code missing} rows may be taken for gone.
     *
     * @param present rows known now, the missing ones among them
     */
    public boolean holds(int missing, int present, Deletions published, Instant now) {
        var spent = published.since(now.minus(window));
        return missing + spent > limit(present + spent);
    }

    /** How many deletions a day are believed of a list of this many rows. */
    public int limit(int rows) {
        return Math.max(floor, (int) Math.floor(rows * share));
    }

    Deletions noted(Deletions published, int count, Instant now) {
        return published.with(count, now, now.minus(window));
    }
}
