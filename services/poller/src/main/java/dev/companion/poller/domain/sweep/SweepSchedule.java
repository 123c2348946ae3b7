package dev.companion.poller.domain.sweep;

import java.time.Duration;
import java.time.Instant;

/**
 * When to sweep next. Ten quiet sweeps after the last change the interval begins to grow by half each time, to at most
 * fifteen times the base; anything that happens brings it back to the base at once.
 *
 * @param interval without jitter
 * @param quietSweeps sweeps in a row in which nothing happened
 */
public record SweepSchedule(Duration interval, int quietSweeps, Instant dueAt) {

    /** The longest interval, in base intervals. */
    public static final int SLOWEST = 15;

    private static final int QUIET_SWEEPS_BEFORE_GROWTH = 10;
    private static final double JITTER = 0.1;

    /** Due at once. */
    public static SweepSchedule first(Duration base, Instant now) {
        return new SweepSchedule(base, 0, now);
    }

    public boolean dueAt(Instant now) {
        return !now.isBefore(dueAt);
    }

    /** Due at once, and at the base interval from there on: something may have changed the list. */
    public SweepSchedule dueNow(Duration base, Instant now) {
        return first(base, now);
    }

    /**
     * The schedule after a sweep.
     *
     * @param active whether anything happened in it
     * @param complete whether it is known that nothing else happened; only such a sweep counts as quiet
     * @param jitter -1 to 1; moves the next sweep by up to a tenth of the interval, so tenants spread out
     */
    public SweepSchedule after(boolean active, boolean complete, Duration base, double jitter, Instant now) {
        if (active) {
            return in(base, 0, base, jitter, now);
        }
        if (!complete) {
            return in(interval, quietSweeps, base, jitter, now);
        }
        var grown = quietSweeps >= QUIET_SWEEPS_BEFORE_GROWTH
                ? interval.multipliedBy(3).dividedBy(2)
                : interval;
        return in(grown, quietSweeps + 1, base, jitter, now);
    }

    /** The schedule after a page without a response: soon, since the fault may be temporary. */
    public SweepSchedule retried(Duration base, double jitter, Instant now) {
        var soon = base.dividedBy(4);
        var jittered = soon.plusMillis((long) (soon.toMillis() * JITTER * jitter));
        return new SweepSchedule(clamped(interval, base), quietSweeps, now.plus(jittered));
    }

    /** The slowest schedule, for reads that cost a request for each row. */
    public static SweepSchedule slowest(Duration base, double jitter, Instant start) {
        var slowest = base.multipliedBy(SLOWEST);
        return new SweepSchedule(
                slowest, 0, start.plus(slowest).minusMillis((long) (slowest.toMillis() * JITTER * Math.abs(jitter))));
    }

    private static SweepSchedule in(Duration wanted, int quietSweeps, Duration base, double jitter, Instant now) {
        var interval = clamped(wanted, base);
        var jittered = interval.plusMillis((long) (interval.toMillis() * JITTER * jitter));
        return new SweepSchedule(interval, quietSweeps, now.plus(min(jittered, base.multipliedBy(SLOWEST))));
    }

    private static Duration clamped(Duration wanted, Duration base) {
        return wanted.compareTo(base) < 0 ? base : min(wanted, base.multipliedBy(SLOWEST));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
