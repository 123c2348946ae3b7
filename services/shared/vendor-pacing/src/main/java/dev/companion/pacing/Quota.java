package dev.companion.pacing;

import java.time.Duration;

/**
 * At most this many calls in any window of this length.
 *
 * @param lateness longest time that is assumed between sending a call and its arrival at the vendor; the window is kept
 *     longer by it, so that late and early arrivals do not meet in one window of the vendor
 */
public record Quota(int calls, Duration window, Duration lateness) {

    public Quota {
        if (calls < 1) {
            throw new IllegalArgumentException("quota: %d calls (expected: at least 1)".formatted(calls));
        }
        if (window.isZero() || window.isNegative() || lateness.isNegative()) {
            throw new IllegalArgumentException(
                    "quota: window %s, lateness %s (expected: more than nothing, and nothing or more)"
                            .formatted(window, lateness));
        }
    }

    /** A quota per minute, assuming that no call takes more than two seconds to arrive. */
    public static Quota perMinute(int calls) {
        return new Quota(calls, Duration.ofMinutes(1), Duration.ofSeconds(2));
    }

    /**
     * A quota per second, or with a longer window if it is less than one call per second, assuming that no call takes
     * more than a tenth of a second to arrive.
     */
    public static Quota perSecond(double calls) {
        if (!(calls > 0)) {
            throw new IllegalArgumentException("quota: %s calls a second (expected: more than 0)".formatted(calls));
        }
        var whole = Math.max(1, (int) calls);
        return new Quota(whole, Duration.ofNanos((long) (whole / calls * 1e9)), Duration.ofMillis(100));
    }

    /**
     * The same quota for planning calls that another pacer with this quota sends: it never runs ahead of that pacer.
     */
    public Quota forPlanning() {
        return new Quota(calls, window.plus(lateness), lateness);
    }

    Duration held() {
        return window.plus(lateness);
    }
}
