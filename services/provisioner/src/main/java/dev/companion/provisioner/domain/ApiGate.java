package dev.companion.provisioner.domain;

import dev.companion.pacing.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls may be sent for a tenant to a vendor, as the answers so far say.
 *
 * <p>After five calls in a row without a usable answer the {@link Breaker} holds everything, and the call that is then
 * tried is a single cheap read. A rejected key or a missing right closes the gate at once: until the access is changed, with a
 * read now and then in case the vendor's side was put right. A pause that the vendor asked for holds everything.
 *
 * @param state what to say of it
 * @param detail for people; null where the state says it all
 * @param breaker open also while the key is rejected or lacks a right
 * @param notBefore the vendor asked to send nothing before it; null where it did not
 * @param changedAt when the tenant's access last changed; calls planned before it say nothing of the new one
 * @param revision of the tenant's access
 * @param since since when the state is as it is
 */
public record ApiGate(
        State state,
        @Nullable String detail,
        Breaker breaker,
        @Nullable Instant notBefore,
        Instant changedAt,
        long revision,
        Instant since) {

    /** What an earlier version stored has no breaker. */
    public ApiGate {
        breaker = Objects.requireNonNullElse(breaker, Breaker.CLOSED);
    }

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration RIGHT_PAUSE = Duration.ofMinutes(5);
    private static final Duration QUOTA_PAUSE = Duration.ofSeconds(60);

    /** The caller reads the access by itself, and an old key sent in the meantime would be held against the new one. */
    static final Duration ACCESS_SPREADS = Duration.ofSeconds(2);

    /** How a tenant gets on with a vendor. */
    public enum State {
        OK,
        THROTTLED,
        FAILING,
        CREDENTIALS_REJECTED,
        PERMISSION_MISSING
    }

    /** What may be sent now. */
    enum Passage {
        ALL,
        ONE_READ,
        NOTHING
    }

    static ApiGate open(Instant now, long revision) {
        var spread = revision == 0 ? null : now.plus(ACCESS_SPREADS);
        return new ApiGate(State.OK, null, Breaker.CLOSED, spread, now, revision, now);
    }

    Passage passage(Instant now) {
        if (notBefore != null && now.isBefore(notBefore)) {
            return Passage.NOTHING;
        }
        return switch (breaker.state(now)) {
            case CLOSED -> Passage.ALL;
            case HALF_OPEN -> Passage.ONE_READ;
            case OPEN -> Passage.NOTHING;
        };
    }

    /** Whether readers of the gate should hear of the change. */
    boolean saysOtherThan(ApiGate before) {
        return state != before.state || (state == State.THROTTLED && !Objects.equals(notBefore, before.notBefore));
    }

    /** When something may be sent, if no outcome changes it. */
    Instant opensAt(Instant now) {
        return latest(notBefore, breaker.retryAt(now));
    }

    ApiGate probing(Instant until) {
        return with(state, detail, breaker.trying(until), notBefore, since);
    }

    /** The access changed: whatever was held against the old one is forgotten. */
    ApiGate renewed(long newRevision, Instant now) {
        if (newRevision == revision) {
            return this;
        }
        var held = latest(notBefore, now.plus(ACCESS_SPREADS));
        return open(now, newRevision).with(State.OK, null, Breaker.CLOSED, held, state == State.OK ? since : now);
    }

    /**
     * What another service of the same tenant was told counts here too. Where it is answered again, what bars us is tried
     * at once, by one read.
     *
     * @param until when it may send again; null where its calls are answered
     */
    ApiGate toldElsewhere(@Nullable Instant until, Instant now) {
        if (until != null) {
            var news = until.isAfter(now) && (notBefore == null || until.isAfter(notBefore));
            return news ? with(state, detail, breaker, until, since) : this;
        }
        var barred = state == State.CREDENTIALS_REJECTED || state == State.PERMISSION_MISSING;
        return barred && breaker.retryAt(now).isAfter(now)
                ? with(state, detail, breaker.opened(now), notBefore, since)
                : this;
    }

    /** What an outcome says of the vendor; the same instance where it says nothing new. */
    ApiGate after(Outcome outcome, InFlight call, Instant now) {
        return switch (outcome.reason()) {
            case TOO_LATE -> this;
            case RATE_LIMITED -> {
                var pause = Optional.ofNullable(outcome.retryAfter()).orElse(QUOTA_PAUSE);
                var until = outcome.answeredAt().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
                yield to(State.THROTTLED, null, Breaker.CLOSED, latest(notBefore, until), now);
            }
            case UNAVAILABLE, LOST -> failed(outcome, now);
            case CREDENTIALS ->
                isOfOldAccess(call) ? this : barred(State.CREDENTIALS_REJECTED, outcome, LONGEST_PAUSE, now);
            case PERMISSION -> {
                if (isOfOldAccess(call)) {
                    yield this;
                }
                // A company that was moved out of sight says nothing of the key, however many were, but that it is
                // taken.
                if (call.looksForOneCompany() && state != State.PERMISSION_MISSING) {
                    yield state == State.OK ? this : answered(now);
                }
                // One company or site may be closed to a good key, so a refusal of the sight of one thing says little
                // of the key; several in a row, with nothing answered in between, say that it lacks the right.
                yield call.aboutOneThing() && !breaker.tripsOnNextFailure()
                        ? with(state, detail, breaker.counted(), notBefore, since)
                        : barred(State.PERMISSION_MISSING, outcome, RIGHT_PAUSE, now);
            }
            case NONE, NOT_FOUND, GONE, INVALID, NAME_TAKEN, CONFLICT, NOT_OFFERED -> answered(now);
        };
    }

    private boolean isOfOldAccess(InFlight call) {
        return call.plannedAt().isBefore(changedAt);
    }

    private ApiGate barred(State next, Outcome outcome, Duration pause, Instant now) {
        return to(next, outcome.message(), breaker.opened(now.plus(pause)), notBefore, now);
    }

    private ApiGate answered(Instant now) {
        if (state == State.OK && breaker.equals(Breaker.CLOSED)) {
            return this;
        }
        // An answer to a call sent before the pause does not end the pause.
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
