package dev.companion.pacing;

import java.time.Duration;

/**
 * So many calls in any window of this length.
 *
 * @param lateness how much later than it left us a call may reach the vendor, in the worst case that is provided for;
 *     for as long the window is kept longer than the vendor's, so that early and late arrivals do not meet in one window
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

    /** A quota of a minute's window, provided that no call takes more than two seconds to arrive. */
    public static Quota perMinute(int calls) {
        return new Quota(calls, Duration.ofMinutes(1), Duration.ofSeconds(2));
    }

    /**
     * A quota of a second's window, or of a longer one where it is less than one call a second, provided that no call
     * takes more than a tenth of a second to arrive.
     */
    public static Quota perSecond(double calls) {
        if (!(calls > 0)) {
            throw new IllegalArgumentException("quota: %s calls a second (expected: more than 0)".formatted(calls));
        }
        var whole = Math.max(1, (int) calls);
        return new Quota(whole, Duration.ofNanos((long) (whole / calls * 1e9)), Duration.ofMillis(100));
    }

    /** The same quota for whoever plans calls that another pacer with this quota lets through: never ahead of it. */
    public Quota forPlanning() {
        return new Quota(calls, window.plus(lateness), lateness);
    }

    Duration held() {
        return window.plus(lateness);
    }
}
