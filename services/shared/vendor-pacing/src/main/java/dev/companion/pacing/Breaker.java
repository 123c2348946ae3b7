package dev.companion.pacing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls back from a vendor that does not answer. Five calls in a row without a usable answer close it for 30 s;
 * then one call is let through, whose answer opens it and whose lack of one closes it for twice as long, up to 15 min.
 *
 * @param failures calls in a row without a usable answer
 * @param closures how often in a row it was closed
 * @param closedUntil when a call may be tried; null while it is open
 * @param trialUntil the trial under way is given up then; null where none is
 */
public record Breaker(
        int failures,
        int closures,
        @Nullable Instant closedUntil,
        @Nullable Instant trialUntil) {

    private static final int FAILURES_MAX = 5;
    private static final Duration FIRST_CLOSURE = Duration.ofSeconds(30);
    private static final Duration LONGEST_CLOSURE = Duration.ofMinutes(15);

    /** What may be sent. */
    public enum Passage {
        ALL,
        ONE_TRIAL,
        NOTHING
    }

    /** Open, and nothing is held against the vendor. */
    public static final Breaker OPEN = new Breaker(0, 0, null, null);

    public Passage passage(Instant now) {
        if (closedUntil == null) {
            return Passage.ALL;
        }
        return opensAt(now).isAfter(now) ? Passage.NOTHING : Passage.ONE_TRIAL;
    }

    /** When a call may be tried, if nothing happens before; now where it may be. */
    public Instant opensAt(Instant now) {
        return later(later(now, closedUntil), trialUntil);
    }

    /** A trial is under way, and is given up at that moment. */
    public Breaker trying(Instant until) {
        return new Breaker(failures, closures, closedUntil, until);
    }

    /** There was a usable answer. */
    public Breaker answered() {
        return OPEN;
    }

    /** One more thing that says little by itself; several in a row are for the caller to judge. */
    public Breaker counted() {
        return new Breaker(failures + 1, closures, closedUntil, trialUntil);
    }

    /** There was no usable answer. What comes late to a closed breaker says nothing new. */
    public Breaker failed(Instant now) {
        if (closedUntil != null && now.isBefore(closedUntil)) {
            return this;
        }
        if (closedUntil == null && failures + 1 < FAILURES_MAX) {
            return new Breaker(failures + 1, closures, null, null);
        }
        var closure = FIRST_CLOSURE.multipliedBy(1L << Math.min(closures, 10));
        var until = now.plus(closure.compareTo(LONGEST_CLOSURE) < 0 ? closure : LONGEST_CLOSURE);
        return new Breaker(failures + 1, closures + 1, until, null);
    }

    /** Closed for another reason than a lack of answers. */
    public Breaker closed(Instant until) {
        return new Breaker(0, closures, until, null);
    }

    /** Whether one more thing in a row would be as many as close it. */
    public boolean isAtItsLast() {
        return failures + 1 >= FAILURES_MAX;
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }
}
