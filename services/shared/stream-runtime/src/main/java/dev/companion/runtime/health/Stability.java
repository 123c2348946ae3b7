package dev.companion.runtime.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether something that fails and recovers can be relied on: not while it fails, and not before it has worked for a
 * while. That while is longer if it fails again and again, so that a failure in a circle never counts as working.
 */
public final class Stability {

    /** Failures that are older than this count no longer. */
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration CALM_IN_CIRCLE = Duration.ofSeconds(60);
    private static final int CIRCLE = 3;
    private static final int KEPT_MAX = 1_000;

    /**
     * @param reason what the latest failure said
     * @param times failures within the last ten minutes
     * @param goingOn whether it has not recovered yet
     */
    public record Trouble(String reason, int times, boolean goingOn) {

        /** In a sentence. */
        public String words() {
            return (goingOn ? "Fails" : "Failed")
                    + (times == 1 ? ": " : " (%d times within 10 min): ".formatted(times))
                    + reason;
        }
    }

    private final Deque<Long> failures = new ArrayDeque<>();
    private @Nullable String reason;
    private boolean failing;
    private long calmSince;

    /** @param now nanoseconds of a clock that never goes back; the same clock for all calls */
    public synchronized void failed(String why, long now) {
        reason = why;
        failing = true;
        failures.addLast(now);
        while (failures.size() > KEPT_MAX) {
            failures.removeFirst();
        }
    }

    /** Ignored if nothing failed. */
    public synchronized void recovered(long now) {
        if (failing) {
            failing = false;
            calmSince = now;
        }
    }

    /** What stands against relying on it; empty if nothing does. */
    public synchronized Optional<Trouble> trouble(long now) {
        while (!failures.isEmpty() && now - failures.getFirst() > WINDOW.toNanos()) {
            failures.removeFirst();
        }
        var why = reason;
        if (why == null) {
            return Optional.empty();
        }
        var calm = failures.size() >= CIRCLE ? CALM_IN_CIRCLE : CALM;
        if (!failing && now - calmSince >= calm.toNanos()) {
            reason = null;
            return Optional.empty();
        }
        return Optional.of(new Trouble(why, Math.max(1, failures.size()), failing));
    }

    /** Whether it failed within the given time. */
    public synchronized boolean failedWithin(Duration time, long now) {
        return failing || !failures.isEmpty() && now - failures.getLast() <= time.toNanos();
    }
}
