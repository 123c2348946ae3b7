package dev.companion.poller.domain.gate;

import dev.companion.pacing.Breaker;
import dev.companion.poller.domain.gate.CallFailure.CredentialsRejected;
import dev.companion.poller.domain.gate.CallFailure.PermissionMissing;
import dev.companion.poller.domain.gate.CallFailure.Throttled;
import dev.companion.poller.domain.gate.CallFailure.Unanswered;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether one vendor may be called for one tenant, and the state that is published of it. The {@link Breaker} blocks calls
 * after several without a response. Rejected credentials block calls until the settings change or the probe pause is over.
 * A vendor that asks for a pause gets it, and twice as long each time it asks in a row.
 *
 * @param detail for people; null if the state says it all
 * @param since when the state began
 * @param notBefore null if calls may be made now
 * @param breaker counts calls without a response
 * @param pauses how often in a row the vendor asked for a pause
 * @param sweptAt end of the last sweep that is published: the first one that reached its end after each change of state,
 *     and each that a person requested; null before it
 */
public record ApiGate(
        State state,
        @Nullable String detail,
        Instant since,
        @Nullable Instant notBefore,
        Breaker breaker,
        int pauses,
        @Nullable Instant sweptAt) {

    /** State of the API as seen from our calls. */
    public enum State {
        /** No sweep has ended yet. */
        UNKNOWN,
        OK,
        THROTTLED,
        FAILING,
        CREDENTIALS_REJECTED,
        PERMISSION_MISSING
    }

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_TO_PUBLISH = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    public static ApiGate fresh(Instant now) {
        return new ApiGate(State.UNKNOWN, null, now, null, Breaker.CLOSED, 0, null);
    }

    public boolean allowsCallsAt(Instant now) {
        return notBefore == null || !now.isBefore(notBefore);
    }

    /** After any call that had a response. Does not change the state: that takes a whole sweep. */
    public ApiGate answered() {
        return breaker.equals(Breaker.CLOSED) && pauses == 0 && notBefore == null
                ? this
                : new ApiGate(state, detail, since, null, Breaker.CLOSED, 0, sweptAt);
    }

    /** After a sweep that reached its end: the state is OK. */
    public ApiGate swept(Instant now) {
        return state == State.OK && sweptAt != null && !sweptAt.isBefore(since)
                ? answered()
                : new ApiGate(State.OK, null, now, null, Breaker.CLOSED, 0, now);
    }

    public ApiGate withSweptAt(Instant end) {
        return new ApiGate(state, detail, since, notBefore, breaker, pauses, end);
    }

    /** After new settings arrived: whatever blocked calls may be over. */
    public ApiGate unblocked() {
        return answered();
    }

    /** @param probePause time after which rejected credentials are tried again although they did not change */
    public ApiGate after(CallFailure setback, Duration probePause, Instant now) {
        return switch (setback) {
            case Throttled throttled -> paused(throttled, now);
            case CredentialsRejected(var said) -> blocked(State.CREDENTIALS_REJECTED, said, now.plus(probePause), now);
            case PermissionMissing(var said) -> blocked(State.PERMISSION_MISSING, said, null, now);
            case Unanswered(var said) -> failed(said, now);
        };
    }

    /**
     * Whether {@code next} has to be published: it has another state, or a pause that is long enough to matter to other
     * services that call this vendor.
     */
    public boolean differsFor(ApiGate next, Instant now) {
        return state != next.state || (next.state == State.THROTTLED && next.hasNewPauseAfter(notBefore, now));
    }

    private boolean hasNewPauseAfter(@Nullable Instant before, Instant now) {
        return notBefore != null && !notBefore.equals(before) && !notBefore.isBefore(now.plus(PAUSE_TO_PUBLISH));
    }

    /** A vendor that asks for one second and then refuses again has asked for too short a pause. */
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

    private ApiGate blocked(State next, String said, @Nullable Instant until, Instant now) {
        return to(next, said, until, breaker, pauses, now);
    }

    private ApiGate to(State next, String said, @Nullable Instant until, Breaker after, int paused, Instant now) {
        return state == next
                ? new ApiGate(state, said, since, until, after, paused, sweptAt)
                : new ApiGate(next, said, now, until, after, paused, sweptAt);
    }
}
