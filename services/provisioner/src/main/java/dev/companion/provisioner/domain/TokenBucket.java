package dev.companion.provisioner.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * Allows so many calls a minute, and so many of them at once. Begins with one: what a former owner of the tenant has
 * just spent is not known. In memory only.
 */
final class TokenBucket {

    private static final double MILLIS_PER_MINUTE = 60_000;

    private final Rate rate;
    private double tokens = 1;
    private Instant filledAt;

    TokenBucket(Rate rate, Instant now) {
        this.rate = rate;
        this.filledAt = now;
    }

    boolean holds(Instant now) {
        fill(now);
        return tokens >= 1;
    }

    /** When there will be a token, if nobody takes one before. */
    Instant readyAt(Instant now) {
        fill(now);
        var missing = Math.max(0, 1 - tokens);
        return now.plusMillis((long) Math.ceil(missing * MILLIS_PER_MINUTE / rate.perMinute()));
    }

    void take(Instant now) {
        fill(now);
        tokens -= 1;
    }

    private void fill(Instant now) {
        // A clock that was set back must not take tokens away.
        var millis = Math.max(0, Duration.between(filledAt, now).toMillis());
        tokens = Math.min(rate.burst(), tokens + millis * rate.perMinute() / MILLIS_PER_MINUTE);
        filledAt = now;
    }
}
