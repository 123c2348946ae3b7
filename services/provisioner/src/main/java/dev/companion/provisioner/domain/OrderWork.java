package dev.companion.provisioner.domain;

import dev.companion.provisioner.domain.Outcome.SeenCompany;
import dev.companion.provisioner.domain.Report.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an order about a company has come.
 *
 * @param state whether it is still to be carried out
 * @param reason why it was refused; null unless it was
 * @param message the same for people; null unless it was refused
 * @param seen the company when it was last looked at; null while it has to be looked at
 * @param seenAt when that was
 * @param endpoints machines with an agent when they were last counted; null before
 * @param countedAt when that was
 * @param sends how often the call was made, or may have been
 * @param notBefore until when an earlier call may yet take effect; null where none may
 */
public record OrderWork(
        State state,
        @Nullable Reason reason,
        @Nullable String message,
        @Nullable SeenCompany seen,
        @Nullable Instant seenAt,
        @Nullable Long endpoints,
        @Nullable Instant countedAt,
        int sends,
        @Nullable Instant notBefore) {

    static final OrderWork OPEN = new OrderWork(State.OPEN, null, null, null, null, null, null, 0, null);

    /** Whether an order was carried out. */
    public enum State {
        OPEN,
        /** Read back. */
        DONE,
        /** Will not be carried out any more. */
        REFUSED
    }

    boolean open() {
        return state == State.OPEN;
    }

    boolean looked(Instant now, Duration maxAge) {
        return seen != null && seenAt != null && !now.isAfter(seenAt.plus(maxAge));
    }

    boolean counted(Instant now, Duration maxAge) {
        return endpoints != null && countedAt != null && !now.isAfter(countedAt.plus(maxAge));
    }

    OrderWork done() {
        return new OrderWork(State.DONE, null, null, seen, seenAt, endpoints, countedAt, sends, null);
    }

    OrderWork refused(Reason why, String words) {
        return new OrderWork(State.REFUSED, why, words, seen, seenAt, endpoints, countedAt, sends, null);
    }

    OrderWork seen(SeenCompany company, Instant at) {
        return new OrderWork(state, null, null, company, at, endpoints, countedAt, sends, notBefore);
    }

    OrderWork counted(long machines, Instant at) {
        return new OrderWork(state, null, null, seen, seenAt, machines, at, sends, notBefore);
    }

    /** The call was made, or may have been: what was seen before is worth nothing. */
    OrderWork sent(@Nullable Instant mayTakeEffectUntil) {
        return new OrderWork(state, null, null, null, null, null, null, sends + 1, mayTakeEffectUntil);
    }

    OrderWork unseen() {
        return new OrderWork(state, null, null, null, null, null, null, sends, notBefore);
    }
}
