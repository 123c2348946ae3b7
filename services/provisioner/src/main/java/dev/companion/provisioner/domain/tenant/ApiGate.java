package dev.companion.provisioner.domain.tenant;

import dev.companion.pacing.Breaker;
import dev.companion.provisioner.domain.step.InFlight;
import dev.companion.provisioner.domain.step.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls of a tenant to a vendor may be sent, derived from the outcomes so far.
 *
 * <p>Five calls in a row without a usable answer trip the circuit {@link Breaker}; while it is half-open, one cheap read is
 * sent as a probe. A rejected key or a missing right opens the breaker at once, until the access changes, with a probe now
 * and then in case the cause was removed at the vendor. A pause that the vendor asks for blocks everything.
 *
 * @param state for publication
 * @param detail for people; null if the state says it all
 * @param breaker also open while the key is rejected or lacks a right
 * @param notBefore the vendor asked to send nothing before this time; null if it did not ask
 * @param changedAt when the tenant's access last changed; calls planned earlier say nothing about the new access
 * @param revision of the tenant's access
 * @param since when the gate entered the state
 */
public record ApiGate(
        State state,
        @Nullable String detail,
        Breaker breaker,
        @Nullable Instant notBefore,
        Instant changedAt,
        long revision,
        Instant since) {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration RIGHT_PAUSE = Duration.ofMinutes(5);
    private static final Duration QUOTA_PAUSE = Duration.ofSeconds(60);

    /** The executor reads the access from its own topic; a call with the old key would be counted against the new one. */
    public static final Duration ACCESS_SPREADS = Duration.ofSeconds(2);

    /** Health of a tenant's access to a vendor. */
    public enum State {
        OK,
        THROTTLED,
        FAILING,
        CREDENTIALS_REJECTED,
        PERMISSION_MISSING
    }

    /** Which calls may be sent now. */
    public enum Passage {
        ALL,
        /** One read, as the probe of a half-open breaker. */
        ONE_READ,
        NOTHING
    }

    public static ApiGate open(Instant now, long revision) {
        var spread = revision == 0 ? null : now.plus(ACCESS_SPREADS);
        return new ApiGate(State.OK, null, Breaker.CLOSED, spread, now, revision, now);
    }

    public Passage passage(Instant now) {
        if (notBefore != null && now.isBefore(notBefore)) {
            return Passage.NOTHING;
        }
        return switch (breaker.state(now)) {
            case CLOSED -> Passage.ALL;
            case HALF_OPEN -> Passage.ONE_READ;
            case OPEN -> Passage.NOTHING;
        };
    }

    /** Whether the difference to {@code before} is published. */
    public boolean differsForReaders(ApiGate before) {
        return state != before.state || (state == State.THROTTLED && !Objects.equals(notBefore, before.notBefore));
    }

    /** Earliest time of the next call if no outcome changes it. */
    public Instant retryAt(Instant now) {
        return latest(notBefore, breaker.retryAt(now));
    }

    public ApiGate probing(Instant until) {
        return with(state, detail, breaker.trying(until), notBefore, since);
    }

    /** The access changed: failures of the old one do not count any more. */
    ApiGate renewed(long newRevision, Instant now) {
        if (newRevision == revision) {
            return this;
        }
        var held = latest(notBefore, now.plus(ACCESS_SPREADS));
        return open(now, newRevision).with(State.OK, null, Breaker.CLOSED, held, state == State.OK ? since : now);
    }

    /**
     * Applies what another service of the same tenant learned. If its calls succeed again, a rejected key or a missing
     * right is probed at once, by one read.
     *
     * @param until when that service may send again; null if its calls succeed
     */
    public ApiGate afterElsewhere(@Nullable Instant until, Instant now) {
        if (until != null) {
            var isLater = until.isAfter(now) && (notBefore == null || until.isAfter(notBefore));
            return isLater ? with(state, detail, breaker, until, since) : this;
        }
        var isRejected = state == State.CREDENTIALS_REJECTED || state == State.PERMISSION_MISSING;
        return isRejected && breaker.retryAt(now).isAfter(now)
                ? with(state, detail, breaker.opened(now), notBefore, since)
                : this;
    }

    /** Applies an outcome; returns the same instance if it says nothing new about the vendor. */
    public ApiGate after(Outcome outcome, InFlight call, Instant now) {
        return switch (outcome.reason()) {
            case TOO_LATE -> this;
            case RATE_LIMITED -> {
                var pause = Optional.ofNullable(outcome.retryAfter()).orElse(QUOTA_PAUSE);
                var until = outcome.answeredAt().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
                yield to(State.THROTTLED, null, Breaker.CLOSED, latest(notBefore, until), now);
            }
            case UNAVAILABLE, LOST -> failed(outcome, now);
            case CREDENTIALS ->
                usedOldAccess(call) ? this : blocked(State.CREDENTIALS_REJECTED, outcome, LONGEST_PAUSE, now);
            case PERMISSION -> {
                if (usedOldAccess(call)) {
                    yield this;
                }
                // A company that the key may not see says nothing about the key's rights, however many there are. It
                // does
                // say that the key is accepted.
                if (call.isCompanyLookup() && state != State.PERMISSION_MISSING) {
                    yield state == State.OK ? this : answered(now);
                }
                // A good key may not see one company or site, so one such refusal is a weak sign. Several in a row
                // without
                // an answer in between mean that the key lacks the right.
                yield call.isAboutOneThing() && !breaker.tripsOnNextFailure()
                        ? with(state, detail, breaker.counted(), notBefore, since)
                        : blocked(State.PERMISSION_MISSING, outcome, RIGHT_PAUSE, now);
            }
            case NONE, NOT_FOUND, GONE, INVALID, NAME_TAKEN, CONFLICT, NOT_OFFERED -> answered(now);
        };
    }

    private boolean usedOldAccess(InFlight call) {
        return call.plannedAt().isBefore(changedAt);
    }

    private ApiGate blocked(State next, Outcome outcome, Duration pause, Instant now) {
        return to(next, outcome.message(), breaker.opened(now.plus(pause)), notBefore, now);
    }

    private ApiGate answered(Instant now) {
        if (state == State.OK && breaker.equals(Breaker.CLOSED)) {
            return this;
        }
        // A call sent before the pause does not end the pause.
        if (notBefore != null && now.isBefore(notBefore)) {
            return this;
        }
        return to(State.OK, null, breaker.succeeded(), null, now);
    }

    private ApiGate failed(Outcome outcome, Instant now) {
        var next = breaker.failed(now);
        if (next.equals(breaker)) {
            return this;
        }
        return next.openUntil() == null
                ? with(state, detail, next, notBefore, since)
                : to(State.FAILING, outcome.message(), next, notBefore, now);
    }

    private static Instant latest(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }

    private ApiGate to(State next, @Nullable String why, Breaker held, @Nullable Instant until, Instant now) {
        return with(next, why, held, until, next == state ? since : now);
    }

    private ApiGate with(State next, @Nullable String why, Breaker held, @Nullable Instant until, Instant from) {
        return new ApiGate(next, why, held, until, changedAt, revision, from);
    }
}
