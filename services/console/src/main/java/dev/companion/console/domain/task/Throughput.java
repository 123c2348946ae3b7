package dev.companion.console.domain.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How fast the items of a task become done, and how long those that are left will take at that pace. */
final class Throughput {

    /** Older paces say nothing about now: a vendor's quota or a fault may have changed since. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int DONE_MIN = 3;
    private static final long MILLIS = 1_000;

    private Throughput() {}

    /**
     * @param doneAt when each item became done; those from before the task are not of its doing and do not count
     * @param left how many are neither done nor given up
     * @return null while fewer than three are done, and where none became done for a minute
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
