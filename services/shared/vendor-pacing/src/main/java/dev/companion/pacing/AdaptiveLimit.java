package dev.companion.pacing;

import java.time.Duration;
import java.time.Instant;

/**
 * How many calls a window may hold, learned from the vendor. A refusal halves it, each step without a refusal raises
 * it, and it never exceeds our own share or what the vendor's own count leaves free.
 *
 * <p>Below nine tenths of the level that was last refused it rises by a twentieth of the share per step, above it by a
 * hundredth, because the cause of the refusal probably persists. Not thread-safe.
 */
final class AdaptiveLimit {

    private static final Duration SHORTEST_STEP = Duration.ofSeconds(30);
    private static final double FAST = 1 / 20.0;
    private static final double SLOW = 1 / 100.0;
    private static final double NEAR = 0.9;
    private static final double GENTLE_CUT = 0.8;

    private final int share;
    private final Duration step;
    private double learned;
    private double refusedAt = Double.POSITIVE_INFINITY;
    private int free = Integer.MAX_VALUE;
    private Instant changedAt;
    private Instant lastCutAt = Instant.MIN;

    /** @param share calls per window that are ours at most; {@code window} is its length */
    AdaptiveLimit(int share, Duration window, Instant now) {
        this.share = share;
        this.step = window.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : window;
        this.learned = share;
        this.changedAt = now;
    }

    /** At least one: with a limit of zero no call could show that it is too low. */
    int current(Instant now) {
        rise(now);
        return Math.max(1, Math.min((int) learned, free));
    }

    /**
     * The vendor refused a call because of its quota. If several calls were in flight only the first refusal counts:
     * the others were sent before the limit was lowered.
     */
    void refused(Instant sentAt, Instant now) {
        if (sentAt.isAfter(lastCutAt)) {
            cut(0.5, now);
        }
    }

    /** The vendor delays its answers, as it does shortly before it refuses calls. */
    void slowed(Instant now) {
        if (lastCutAt.plus(step).isBefore(now)) {
            cut(GENTLE_CUT, now);
        }
    }

    /** Sets what other callers and the vendor's own limit leave us, as counted by the vendor. */
    void leavesFree(int calls) {
        free = Math.max(1, calls);
    }

    /** Whether other callers leave us less than our share. */
    boolean isTight() {
        return free < share;
    }

    private void cut(double factor, Instant now) {
        var level = current(now);
        refusedAt = level;
        learned = Math.max(1, level * factor);
        lastCutAt = now;
        changedAt = now;
    }

    private void rise(Instant now) {
        while (learned < share && !changedAt.plus(step).isAfter(now)) {
            learned = Math.min(share, learned + share * (learned < refusedAt * NEAR ? FAST : SLOW));
            changedAt = changedAt.plus(step);
        }
        if (learned >= share) {
            changedAt = now;
        }
    }
}
