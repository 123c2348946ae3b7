package dev.companion.provisioner.domain.work;

import dev.companion.provisioner.domain.step.Outcome.SeenCompany;
import dev.companion.provisioner.domain.work.LinkStatus.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an order about a company has come.
 *
 * @param state whether it is still open
 * @param reason why it was refused; null unless it was
 * @param message the same for people; null unless it was refused
 * @param seen the company as it was last looked up; null if it must be looked up
 * @param seenAt when it was looked up
 * @param endpoints machines with an agent when they were last counted; null before
 * @param countedAt when they were counted
 * @param sends how often the call was made, or may have been made
 * @param notBefore until when an earlier call may still take effect; null if none can
 */
public record OrderProgress(
        State state,
        @Nullable Reason reason,
        @Nullable String message,
        @Nullable SeenCompany seen,
        @Nullable Instant seenAt,
        @Nullable Long endpoints,
        @Nullable Instant countedAt,
        int sends,
        @Nullable Instant notBefore) {

    public static final OrderProgress OPEN = new OrderProgress(State.OPEN, null, null, null, null, null, null, 0, null);

    /** Whether an order was carried out. */
    public enum State {
        OPEN,
        /** Carried out, and read back. */
        DONE,
        /** Will not be carried out any more. */
        REFUSED
    }

    public boolean open() {
        return state == State.OPEN;
    }

    public boolean looked(Instant now, Duration maxAge) {
        return seen != null && seenAt != null && !now.isAfter(seenAt.plus(maxAge));
    }

    public boolean counted(Instant now, Duration maxAge) {
        return endpoints != null && countedAt != null && !now.isAfter(countedAt.plus(maxAge));
    }

    public OrderProgress done() {
        return new OrderProgress(State.DONE, null, null, seen, seenAt, endpoints, countedAt, sends, null);
    }

    public OrderProgress refused(Reason why, String words) {
        return new OrderProgress(State.REFUSED, why, words, seen, seenAt, endpoints, countedAt, sends, null);
    }

    public OrderProgress seen(SeenCompany company, Instant at) {
        return new OrderProgress(state, null, null, company, at, endpoints, countedAt, sends, notBefore);
    }

    public OrderProgress counted(long machines, Instant at) {
        return new OrderProgress(state, null, null, seen, seenAt, machines, at, sends, notBefore);
    }

    /** The call was made, or may have been made: what was seen before does not count any more. */
    public OrderProgress sent(@Nullable Instant mayTakeEffectUntil) {
        return new OrderProgress(state, null, null, null, null, null, null, sends + 1, mayTakeEffectUntil);
    }

    public OrderProgress unseen() {
        return new OrderProgress(state, null, null, null, null, null, null, sends, notBefore);
    }
}
