package dev.companion.poller.domain.sweep;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the progress of a sweep is published: of the first sweep of a list, and of any other that takes long, and not with
 * every page.
 *
 * @param first whether the list was never seen to its end
 * @param publishedAt when it was last published; null if it was not
 */
public record SweepProgress(
        Instant startedAt, boolean first, @Nullable Instant publishedAt) {

    private static final Duration LONG = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    public static SweepProgress started(boolean first, Instant now) {
        return new SweepProgress(now, first, null);
    }

    public boolean dueAt(Instant now) {
        return (first || now.isAfter(startedAt.plus(LONG)))
                && (publishedAt == null || !now.isBefore(publishedAt.plus(BETWEEN)));
    }

    public SweepProgress published(Instant now) {
        return new SweepProgress(startedAt, first, now);
    }
}
