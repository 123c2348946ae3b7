package dev.companion.poller.domain;

import dev.companion.pacing.Breaker;
import dev.companion.poller.domain.Setback.CredentialsRejected;
import dev.companion.poller.domain.Setback.PermissionMissing;
import dev.companion.poller.domain.Setback.Throttled;
import dev.companion.poller.domain.Setback.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether one vendor may be called for one tenant, and how it goes. The {@link Breaker} closes it where answers fail to
 * come; a rejected key closes it until the settings change or the probe pause is over; a vendor that asks for a pause
 * gets it, and twice as long each time it asks in a row.
 *
 * @param detail for people; null where the state says it all
 * @param since when the state began
 * @param notBefore null where calls may be made now
 * @param breaker of calls without an answer
 * @param pauses how often in a row the vendor asked for a pause
 * @param sweptAt end of the first sweep that reached its end after the state began, or of the last one that somebody
 *     waited for; null before it
 */
public record ApiGate(
        State state,
        @Nullable String detail,
        Instant since,
        @Nullable Instant notBefore,
        Breaker breaker,
        int pauses,
        @Nullable Instant sweptAt) {

    /** How it goes. */
    public enum State {
        /** Nothing was called yet. */
        UNKNOWN,
        OK,
        THROTTLED,
        FAILING,
        CREDENTIALS_REJECTED,
        PERMISSION_MISSING
    }

    /** What an earlier version stored has no breaker. */
    public ApiGate {
        breaker = Objects.requireNonNullElse(breaker, Breaker.CLOSED);
    }

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_WORTH_TELLING = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    public static ApiGate fresh(Instant now) {
        return new ApiGate(State.UNKNOWN, null, now, null, Breaker.CLOSED, 0, null);
    }

    public boolean openAt(Instant now) {
        return notBefore == null || !now.isBefore(notBefore);
    }

    /** After any call that was answered. Says nothing about the state: that takes a whole sweep. */
    public ApiGate answered() {
        return breaker.equals(Breaker.CLOSED) && pauses == 0 && notBefore == null
                ? this
                : new ApiGate(state, detail, since, null, Breaker.CLOSED, 0, sweptAt);
    }

    /** After a sweep that reached its end: all is well. */
    public ApiGate swept(Instant now) {
        return state == State.OK && sweptAt != null
                ? answered()
                : new ApiGate(State.OK, null, now, null, Breaker.CLOSED, 0, now);
    }

    /** The same, with another end of a sweep to tell. */
    public ApiGate sweptAt(Instant end) {
        return new ApiGate(state, detail, since, notBefore, breaker, pauses, end);
    }

    /** After new settings arrived: whatever closed it may be over. */
    public ApiGate reopened() {
        return answered();
    }

    /** @param probePause after how long rejected credentials are tried again although nobody changed them */
    public ApiGate after(Setback setback, Duration probePause, Instant now) {
        return switch (setback) {
            case Throttled throttled -> paused(throttled, now);
            case CredentialsRejected(var said) -> closed(State.CREDENTIALS_REJECTED, said, now.plus(probePause), now);
            case PermissionMissing(var said) -> closed(State.PERMISSION_MISSING, said, null, now);
            case Unanswered(var said) -> failed(said, now);
        };
    }

    /**
     * Whether readers of the published state have something to learn from {@code next}: another state, or a pause long
     * enough to matter to others who call this vendor.
     */
    public boolean differsFor(ApiGate next, Instant now) {
        return state != next.state || (next.state == State.THROTTLED && next.pausesAnewFrom(notBefore, now));
    }

    private boolean pausesAnewFrom(@Nullable Instant before, Instant now) {
        return notBefore != null && !notBefore.equals(before) && !notBefore.isBefore(now.plus(PAUSE_WORTH_TELLING));
    }

    /** A vendor that asks for a second and then refuses again has asked for too little. */
    private ApiGate paused(Throttled throttled, Instant now) {
        var least = FIRST_PAUSE.multipliedBy(1L << Math.min(pauses, 10));
        var pause = throttled.retryAfter().compareTo(least) < 0 ? least : throttled.retryAfter();
        var until = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        return to(State.THROTTLED, throttled.detail(), until, breaker, pauses + 1, now);
    }

    private ApiGate failed(String said, Instant now) {
        var next = breaker.failed(now);
        return next.openUntil() == null
                ? new ApiGate(state, detail, since, notBefore, next, pauses, sweptAt)
                : to(State.FAILING, said, next.openUntil(), next, pauses, now);
    }

    private ApiGate closed(State next, String said, @Nullable Instant until, Instant now) {
        return to(next, said, until, breaker, pauses, now);
    }

    private ApiGate to(State next, String said, @Nullable Instant until, Breaker after, int paused, Instant now) {
        return state == next
                ? new ApiGate(state, said, since, until, after, paused, sweptAt)
                : new ApiGate(next, said, now, until, after, paused, null);
    }
}
