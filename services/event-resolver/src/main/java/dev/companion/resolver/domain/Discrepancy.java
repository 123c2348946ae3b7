package dev.companion.resolver.domain;

import dev.companion.resolver.domain.DiscrepancyTransitions.Event;
import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A difference and where it stands. It is one and the same as long as tenant, type and site are, however often it comes
 * and goes. Whatever happens to it gives the next one, or the same instance where nothing changes.
 *
 * @param finding the facts it was last seen by
 * @param openedAt when it was first seen since it was last closed
 * @param closing null while it is so
 * @param rest null where nobody rested it
 * @param attempt null where no action was taken since it was opened
 * @param sequence grows by one with each change
 */
public record Discrepancy(
        String discrepancyId,
        State state,
        Finding finding,
        Instant openedAt,
        @Nullable Closing closing,
        @Nullable Rest rest,
        @Nullable Attempt attempt,
        long sequence) {

    /** @param because what ended it, in a sentence for people */
    public record Closing(Instant at, String because) {}

    /**
     * @param reason as the person gave it; null where none was given
     * @param until null for no end but a change of the facts
     */
    public record Rest(@Nullable String reason, @Nullable Instant until) {}

    /**
     * @param by who took the action
     * @param orderId the request that carries it out; null where none does, or no longer
     * @param result what came of it, in a sentence for people; null where nothing yet
     */
    public record Attempt(
            Action action,
            String by,
            @Nullable String orderId,
            @Nullable String result) {

        Attempt endedWith(String outcome) {
            return new Attempt(action, by, null, outcome);
        }
    }

    /** The same difference has the same id, on every instance and after every restart. */
    public static String idOf(String tenantId, DiscrepancyType type, String siteUid) {
        var what = String.join("|", tenantId, type.name(), siteUid);
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static Discrepancy opened(String tenantId, Finding finding, Instant now) {
        var id = idOf(tenantId, finding.type(), finding.siteUid());
        return new Discrepancy(id, State.OPEN, finding, now, null, null, null, 1);
    }

    /** The difference was looked at and is so. */
    Discrepancy seen(Finding now, Instant at) {
        var anew = !now.fingerprint().equals(finding.fingerprint());
        var next = next(anew ? Event.SEEN_ANEW : Event.SEEN).orElse(state);
        if (next == state && !anew) {
            return this;
        }
        if (state == State.CLOSED) {
            return new Discrepancy(discrepancyId, next, now, at, null, null, null, sequence + 1);
        }
        var tried = attempt == null || state != State.RESOLVING
                ? attempt
                : attempt.endedWith("It was tried, and it did not help: " + now.summary());
        return new Discrepancy(discrepancyId, next, now, openedAt, null, null, tried, sequence + 1);
    }

    /** The difference was looked at and is not so. */
    Discrepancy gone(String because, Instant at) {
        if (next(Event.GONE).orElse(state) == state) {
            return this;
        }
        var tried = attempt == null || state != State.RESOLVING ? attempt : attempt.endedWith(because);
        return new Discrepancy(
                discrepancyId, State.CLOSED, finding, openedAt, new Closing(at, because), null, tried, sequence + 1);
    }

    /** Empty where an action cannot be taken now. */
    Optional<Discrepancy> ordered(Action action, String by, String orderId) {
        return next(Event.ORDERED)
                .map(next -> new Discrepancy(
                        discrepancyId,
                        next,
                        finding,
                        openedAt,
                        null,
                        null,
                        new Attempt(action, by, orderId, null),
                        sequence + 1));
    }

    /** Empty where it cannot be rested now. */
    Optional<Discrepancy> rested(Rest wanted, String by) {
        return next(Event.RESTED)
                .map(next -> new Discrepancy(
                        discrepancyId,
                        next,
                        finding,
                        openedAt,
                        null,
                        wanted,
                        new Attempt(Action.IGNORE, by, null, null),
                        sequence + 1));
    }

    /** What was ordered is refused. An order that is not the one under way says nothing. */
    public Discrepancy orderRefused(String orderId, String reason) {
        if (attempt == null || !orderId.equals(attempt.orderId())) {
            return this;
        }
        var next = next(Event.ORDER_REFUSED).orElse(state);
        return new Discrepancy(
                discrepancyId, next, finding, openedAt, closing, rest, attempt.endedWith(reason), sequence + 1);
    }

    /** Opens again where a rest is over by then. */
    public Discrepancy restEndedBy(Instant now) {
        if (state != State.SNOOZED || rest == null || rest.until() == null || now.isBefore(rest.until())) {
            return this;
        }
        return new Discrepancy(
                discrepancyId,
                next(Event.REST_ENDED).orElse(state),
                finding,
                openedAt,
                closing,
                null,
                attempt,
                sequence + 1);
    }

    private Optional<State> next(Event event) {
        return DiscrepancyTransitions.next(state, event);
    }
}
