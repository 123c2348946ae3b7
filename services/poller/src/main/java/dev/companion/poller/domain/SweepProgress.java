package dev.companion.poller.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When people are told how far a sweep has come: of the first one of a list, and of any other that takes long, and not
 * all the time.
 *
 * @param first whether the list was never seen to its end
 * @param toldAt when they were told last; null where they were not
 */
public record SweepProgress(
        Instant startedAt, boolean first, @Nullable Instant toldAt) {

    private static final Duration LONG = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    public static SweepProgress started(boolean first, Instant now) {
        return new SweepProgress(now, first, null);
    }

    public boolean dueAt(Instant now) {
        return (first || now.isAfter(startedAt.plus(LONG))) && (toldAt == null || !now.isBefore(toldAt.plus(BETWEEN)));
    }

    public SweepProgress told(Instant now) {
        return new SweepProgress(startedAt, first, now);
    }
}
