package dev.companion.pacing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Circuit breaker for a vendor that does not return usable answers. Five failed calls in a row trip it for 30 s. Then it
 * is half-open: it lets one trial call through, whose success closes it and whose failure trips it for twice as long, up to
 * 15 min.
 *
 * @param failures failed calls in a row
 * @param trips how often in a row it tripped
 * @param openUntil when it becomes half-open; null while it is closed
 * @param trialUntil when the running trial call counts as lost; null if there is none
 */
public record Breaker(
        int failures,
        int trips,
        @Nullable Instant openUntil,
        @Nullable Instant trialUntil) {

    private static final int FAILURES_MAX = 5;
    private static final Duration FIRST_TRIP = Duration.ofSeconds(30);
    private static final Duration LONGEST_TRIP = Duration.ofMinutes(15);

    /** Which calls it lets through. */
    public enum State {
        /** All. */
        CLOSED,
        /** One trial call. */
        HALF_OPEN,
        /** None; so it is while a trial call is running. */
        OPEN
    }

    /** Closed, without a failure so far. */
    public static final Breaker CLOSED = new Breaker(0, 0, null, null);

    public State state(Instant now) {
        if (openUntil == null) {
            return State.CLOSED;
        }
        return retryAt(now).isAfter(now) ? State.OPEN : State.HALF_OPEN;
    }

    /** Earliest time for the next call if no result arrives before it; {@code now} unless it is open. */
    public Instant retryAt(Instant now) {
        return later(later(now, openUntil), trialUntil);
    }

    /** A trial call is sent; without a result it counts as lost at that time. */
    public Breaker trying(Instant until) {
        return new Breaker(failures, trips, openUntil, until);
    }

    /** A call returned a usable answer. */
    public Breaker succeeded() {
        return CLOSED;
    }

    /** Counts a weak sign of failure without tripping; the caller decides with {@link #tripsOnNextFailure()}. */
    public Breaker counted() {
        return new Breaker(failures + 1, trips, openUntil, trialUntil);
    }

    /** A call returned no usable answer. Ignored while it is open: a call sent before the trip adds nothing. */
    public Breaker failed(Instant now) {
        if (openUntil != null && now.isBefore(openUntil)) {
            return this;
        }
        if (openUntil == null && !tripsOnNextFailure()) {
            return new Breaker(failures + 1, trips, null, null);
        }
        var trip = FIRST_TRIP.multipliedBy(1L << Math.min(trips, 10));
        var until = now.plus(trip.compareTo(LONGEST_TRIP) < 0 ? trip : LONGEST_TRIP);
        return new Breaker(failures + 1, trips + 1, until, null);
    }

    /** Trips it for another reason than failed calls, without counting the trip. */
    public Breaker opened(Instant until) {
        return new Breaker(0, trips, until, null);
    }

    /** Whether one more failure in a row reaches the limit. */
    public boolean tripsOnNextFailure() {
        return failures + 1 >= FAILURES_MAX;
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }
}
