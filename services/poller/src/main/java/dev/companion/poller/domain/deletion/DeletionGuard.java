package dev.companion.poller.domain.deletion;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds back deletions that are too many to be believed: more than {@code floor} and more than {@code percent} of the
 * known rows, within {@code window}. It counts everything that is missing, not what a sweep has confirmed so far, so a
 * large loss does not pass in small portions.
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
     * Whether all of {@code missing} rows are held back.
     *
     * @param present rows known now, including the missing ones
     */
    public boolean holds(int missing, int present, Deletions published, Instant now) {
        var spent = published.since(now.minus(window));
        return missing + spent > limit(present + spent);
    }

    /** How many deletions a day are believed for a list of this many rows. */
    public int limit(int rows) {
        return Math.max(floor, (int) ((long) rows * percent / 100));
    }

    public Deletions counted(Deletions published, int count, Instant now) {
        return published.with(count, now, now.minus(window));
    }
}
