package dev.companion.console.domain.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Estimates how long the remaining items of a task take at the present pace. */
final class Throughput {

    /** Older paces are not used: a quota or a fault may have changed since. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int DONE_MIN = 3;
    private static final long MILLIS = 1_000;

    private Throughput() {}

    /**
     * @param doneAt when each item was done; items that were done before the task do not count
     * @param left number of items that are neither done, failed nor cancelled
     * @return null while fewer than three are done, and if none was done in the last minute
     */
    static @Nullable Long secondsLeft(Collection<Instant> doneAt, int left, Instant startedAt, Instant now) {
        var ours = doneAt.stream().filter(at -> !at.isBefore(startedAt)).toList();
        if (ours.size() < DONE_MIN) {
            return null;
        }
        var earliest = now.minus(WINDOW);
        var from = startedAt.isAfter(earliest) ? startedAt : earliest;
        var recent = ours.stream().filter(at -> at.isAfter(earliest)).count();
        if (recent == 0) {
            return null;
        }
        var elapsed = Math.max(MILLIS, Duration.between(from, now).toMillis());
        return Math.ceilDiv(left * elapsed, recent * MILLIS);
    }
}
