package dev.companion.poller.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds back deletions that are too many to be believed: more than {@code floor} and more than {@code percent} of what
 * is known, within {@code window}. It looks at everything that is missing, not at what a sweep has confirmed so far, so
 * that a large loss is not let through in small helpings.
 */
public record DeletionGuard(int floor, int percent, Duration window) {

    private static final Duration DAY = Duration.ofHours(24);

    /** Five, or a fifth, in a day. */
    public static final DeletionGuard STANDARD = aDay(5, 20);

    public DeletionGuard {
        if (floor < 0 || percent < 0 || percent > 100) {
            throw new IllegalArgumentException(
                    "deletion guard: floor %d, percent %d (expected: at least 0, and 0 to 100)"
                            .formatted(floor, percent));
        }
    }

    public static DeletionGuard aDay(int floor, int percent) {
        return new DeletionGuard(floor, percent, DAY);
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
        return Math.max(floor, (int) ((long) rows * percent / 100));
    }

    Deletions noted(Deletions published, int count, Instant now) {
        return published.with(count, now, now.minus(window));
    }
}
