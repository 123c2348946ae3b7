package dev.companion.provisioner.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls may be sent for a tenant to a vendor, as the answers so far say.
 *
 * <p>The breaker opens after five calls in a row without a usable answer, for 30 s, doubling up to 15 min; then a single
 * cheap read decides. A rejected key or a missing right closes the gate at once: until the access is changed, with a
 * read now and then in case the vendor's side was put right. A pause that the vendor asked for holds everything.
 *
 * @param state what to say of it
 * @param detail for people; null where the state says it all
 * @param failures calls in a row without a usable answer
 * @param trips how often in a row the breaker opened
 * @param closedUntil when a read may be tried; null while the gate is open
 * @param notBefore the vendor asked to send nothing before it; null where it did not
 * @param probeUntil a trial read is under way at most until then; null when none is
 * @param changedAt when the tenant's access last changed; calls planned before it say nothing of the new one
 * @param revision of the tenant's access
 * @param since since when the state is as it is
 */
public record ApiGate(
        State state,
        @Nullable String detail,
        int failures,
        int trips,
        @Nullable Instant closedUntil,
        @Nullable Instant notBefore,
        @Nullable Instant probeUntil,
        Instant changedAt,
        long revision,
        Instant since) {

    private static final int FAILURES_MAX = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
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
        return new ApiGate(State.OK, null, 0, 0, null, spread, null, now, revision, now);
    }

    Passage passage(Instant now) {
        if (notBefore != null && now.isBefore(notBefore)) {
            return Passage.NOTHING;
        }
        if (closedUntil == null) {
            return Passage.ALL;
        }
        var probing = probeUntil != null && now.isBefore(probeUntil);
        return probing || now.isBefore(closedUntil) ? Passage.NOTHING : Passage.ONE_READ;
    }

    /** Whether readers of the gate should hear of the change. */
    boolean saysOtherThan(ApiGate before) {
        return state != before.state || (state == State.THROTTLED && !Objects.equals(notBefore, before.notBefore));
    }

    /** When something may be sent, if no outcome changes it. */
    Instant opensAt(Instant now) {
        var at = latest(notBefore, now);
        if (closedUntil != null) {
            at = latest(probeUntil, latest(closedUntil, at));
        }
        return at;
    }

    ApiGate probing(Instant until) {
        return with(state, detail, failures, trips, closedUntil, notBefore, until, since);
    }

    /** The access changed: whatever was held against the old one is forgotten. */
    ApiGate renewed(long newRevision, Instant now) {
        if (newRevision == revision) {
            return this;
        }
        var fresh = open(now, newRevision);
        return fresh.with(
                State.OK,
                null,
                0,
                0,
                null,
                latest(notBefore, now.plus(ACCESS_SPREADS)),
                null,
                state == State.OK ? since : now);
    }

    /** Somebody else was asked to wait on behalf of the same tenant. */
    ApiGate heldUntil(Instant until) {
        return notBefore != null && !until.isAfter(notBefore)
                ? this
                : with(state, detail, failures, trips, closedUntil, until, probeUntil, since);
    }

    /** What an outcome says of the vendor; the same instance where it says nothing new. */
    ApiGate after(Outcome outcome, InFlight call, Instant now) {
        var plannedAt = call.plannedAt();
        return switch (outcome.reason()) {
            case TOO_LATE -> this;
            case RATE_LIMITED -> {
                var pause = Optional.ofNullable(outcome.retryAfter()).orElse(QUOTA_PAUSE);
                var until = outcome.answeredAt().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
                yield to(State.THROTTLED, null, 0, 0, null, latest(notBefore, until), now);
            }
            case UNAVAILABLE, LOST -> failed(outcome, now);
            case CREDENTIALS ->
                plannedAt.isBefore(changedAt)
                        ? this
                        : to(
                                State.CREDENTIALS_REJECTED,
                                outcome.message(),
                                0,
                                trips,
                                now.plus(LONGEST_PAUSE),
                                notBefore,
                                now);
            case PERMISSION ->
                plannedAt.isBefore(changedAt) || (call.aboutOneThing() && failures + 1 < FAILURES_MAX)
                        ? counted(plannedAt)
                        : to(
                                State.PERMISSION_MISSING,
                                outcome.message(),
                                0,
                                trips,
                                now.plus(RIGHT_PAUSE),
                                notBefore,
                                now);
            case NONE, NOT_FOUND, INVALID, NAME_TAKEN, CONFLICT, NOT_OFFERED -> answered(now);
        };
    }

    /**
     * One company or site may be closed to a good key, so a refusal of the sight of one thing says little of the key;
     * several in a row, with nothing answered in between, say that it lacks the right.
     */
    private ApiGate counted(Instant plannedAt) {
        return plannedAt.isBefore(changedAt)
                ? this
                : with(state, detail, failures + 1, trips, closedUntil, notBefore, probeUntil, since);
    }

    private ApiGate answered(Instant now) {
        if (state == State.OK && failures == 0 && closedUntil == null) {
            return this;
        }
        // An answer to a call sent before the pause does not end the pause.
        if (notBefore != null && now.isBefore(notBefore)) {
            return this;
        }
        return to(State.OK, null, 0, 0, null, null, now);
    }

    private ApiGate failed(Outcome outcome, Instant now) {
        var count = failures + 1;
        var trial = closedUntil != null && !now.isBefore(closedUntil);
        if (closedUntil != null && !trial) {
            return this;
        }
        if (!trial && count < FAILURES_MAX) {
            return with(state, detail, count, trips, null, notBefore, null, since);
        }
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(trips, 5));
        var capped = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return to(State.FAILING, outcome.message(), count, trips + 1, now.plus(capped), notBefore, now);
    }

    private static Instant latest(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }

    private ApiGate to(
            State next,
            @Nullable String why,
            int failed,
            int tripped,
            @Nullable Instant closed,
            @Nullable Instant held,
            Instant now) {
        return with(next, why, failed, tripped, closed, held, null, next == state ? since : now);
    }

    private ApiGate with(
            State next,
            @Nullable String why,
            int failed,
            int tripped,
            @Nullable Instant closed,
            @Nullable Instant held,
            @Nullable Instant probe,
            Instant from) {
        return new ApiGate(next, why, failed, tripped, closed, held, probe, changedAt, revision, from);
    }
}
