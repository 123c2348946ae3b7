package dev.companion.poller.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * Our own share of an account's quota, as a bucket that fills at an even rate: what has not been used lately may be
 * used at once, up to the bucket's size.
 *
 * @param calls calls that may be made at {@code at}, a part of one among them
 */
public record Pace(double calls, Instant at) {

    /** @param perSecond calls a second in the long run; {@code burst} calls at most at once */
    public record Share(double perSecond, int burst) {

        public Share {
            if (!(perSecond > 0) || burst < 1) {
                throw new IllegalArgumentException(
                        "share: %s calls a second, %d at once (expected: more than 0, and at least 1)"
                                .formatted(perSecond, burst));
            }
        }

        /** At most this many calls in any window of a minute. */
        public static Share perMinute(int calls) {
            var burst = Math.max(1, calls / 12);
            return new Share(Math.max(1, calls - burst) / 60.0, burst);
        }

        /** This many calls a second in the long run, and those of two seconds at once after a rest. */
        public static Share perSecond(double calls) {
            return new Share(calls, Math.max(1, (int) (2 * calls)));
        }
    }

    public static Pace full(Share share, Instant now) {
        return new Pace(share.burst(), now);
    }

    public boolean allows(Share share, Instant now) {
        return filled(share, now) >= 1;
    }

    /** After one call. */
    public Pace spent(Share share, Instant now) {
        return new Pace(filled(share, now) - 1, now);
    }

    /** How long until a call is allowed; zero where one is. */
    public Duration wait(Share share, Instant now) {
        var lacking = 1 - filled(share, now);
        return lacking <= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(lacking / share.perSecond() * 1000));
    }

    private double filled(Share share, Instant now) {
        var millis = Math.max(0, Duration.between(at, now).toMillis());
        // Rounded, as a thousand thousandths are not always one.
        return Math.min(share.burst(), Math.round((calls + millis * share.perSecond() / 1000) * 1e6) / 1e6);
    }
}
