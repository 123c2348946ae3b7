package dev.companion.resolver.domain;

import dev.companion.resolver.domain.DiscrepancyTransitions.Event;
import dev.companion.resolver.domain.DiscrepancyTransitions.State;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A difference and where it stands. It is one and the same as long as tenant and subject are, however often it comes and
 * goes. Whatever happens to it gives the next one, or the same instance where nothing changes.
 *
 * @param finding the facts it was last seen by
 * @param openedAt when it was first seen since it was last closed
 * @param affectedSites linked sites that it concerned when it was opened; 0 where none
 * @param level what the policy said when it was last looked at
 * @param closing null while it is so
 * @param rest null where nobody rested it
 * @param kept the facts that somebody left as they are on purpose; null where nobody did
 * @param attempt null where no action was taken since it was opened
 * @param assignee who looks after it; null where nobody said
 * @param sequence grows by one with each change
 */
public record Discrepancy(
        String discrepancyId,
        State state,
        Finding finding,
        Instant openedAt,
        int affectedSites,
        Level level,
        @Nullable Closing closing,
        @Nullable Rest rest,
        @Nullable String kept,
        @Nullable Attempt attempt,
        @Nullable String assignee,
        long sequence) {

    /** One that an earlier version stored knew no levels, and of an action neither moment nor facts. */
    public Discrepancy {
        level = level == null ? Level.SUGGEST : level;
        attempt = attempt == null ? null : attempt.knownSince(openedAt);
    }

    /** @param because what ended it, in a sentence for people */
    public record Closing(Instant at, String because) {}

    /**
     * @param reason as the person gave it; null where none was given
     * @param until null for no end but a change of the facts
     */
    public record Rest(@Nullable String reason, @Nullable Instant until) {}

    /**
     * @param by who took the action: a person, or {@link PolicyDesk#ACTOR}
     * @param fingerprint the facts it was taken on
     * @param orderId the request that carries it out; null where none does, or no longer
     * @param generation of the link that carries it; 0 until the link does
     * @param progress how far it has come, in a sentence for people; null where it has ended or nothing is known
     * @param result what came of it, in a sentence for people; null where nothing yet
     */
    public record Attempt(
            Action action,
            String by,
            Instant at,
            String fingerprint,
            @Nullable String orderId,
            long generation,
            @Nullable String progress,
            @Nullable String result) {

        private Attempt knownSince(Instant openedAt) {
            return at != null && fingerprint != null
                    ? this
                    : new Attempt(
                            action,
                            by,
                            Objects.requireNonNullElse(at, openedAt),
                            Objects.requireNonNullElse(fingerprint, ""),
                            orderId,
                            generation,
                            progress,
                            result);
        }

        Attempt endedWith(String outcome) {
            return new Attempt(action, by, at, fingerprint, null, generation, null, outcome);
        }

        Attempt carriedBy(long generation, @Nullable String progress) {
            return new Attempt(action, by, at, fingerprint, orderId, generation, progress, result);
        }
    }

    static Discrepancy opened(String tenantId, Finding finding, int affectedSites, Level level, Instant now) {
        var id = finding.subject().idIn(tenantId);
        return new Discrepancy(id, State.OPEN, finding, now, affectedSites, level, null, null, null, null, null, 1);
    }

    /** The difference was looked at and is so. */
    Discrepancy seen(Finding now, int affected, Level policy, Instant at) {
        if (state == State.CLOSED && now.fingerprint().equals(kept)) {
            return this;
        }
        var anew = !now.fingerprint().equals(finding.fingerprint());
        var next = next(anew ? Event.SEEN_ANEW : Event.SEEN).orElse(state);
        if (state == State.CLOSED) {
            return new Discrepancy(
                    discrepancyId, next, now, at, affected, policy, null, null, null, null, null, sequence + 1);
        }
        if (next == state && !anew && now.equals(finding) && policy == level) {
            return this;
        }
        return change(c -> {
            c.state = next;
            c.finding = now;
            c.level = policy;
            c.rest = anew ? null : rest;
            c.attempt = anew && attempt != null && state == State.RESOLVING
                    ? attempt.endedWith("It was tried, and it did not help: " + now.summary())
                    : attempt;
        });
    }

    /** The difference was looked at and is not so. */
    Discrepancy gone(String because, Instant at) {
        if (next(Event.GONE).orElse(state) == state) {
            // What was left as it was on purpose has ended by itself: should it come again, it is asked about anew.
            return kept == null ? this : change(c -> c.kept = null);
        }
        return change(c -> {
            c.state = State.CLOSED;
            c.closing = new Closing(at, because);
            c.rest = null;
            c.kept = null;
            c.attempt = attempt == null || state != State.RESOLVING ? attempt : attempt.endedWith(because);
        });
    }

    /** Empty where an action cannot be taken now. */
    Optional<Discrepancy> ordered(Finding now, Action action, String by, String orderId, Instant at) {
        return next(Event.ORDERED)
                .map(next -> change(c -> {
                    c.state = next;
                    c.finding = now;
                    c.rest = null;
                    c.attempt = new Attempt(
                            action,
                            by,
                            at,
                            now.fingerprint(),
                            orderId,
                            0,
                            "It was asked for and waits to be carried out.",
                            null);
                }));
    }

    /** Empty where it cannot be rested now. */
    Optional<Discrepancy> rested(Rest wanted, String by, Instant at) {
        return next(Event.RESTED)
                .map(next -> change(c -> {
                    c.state = next;
                    c.rest = wanted;
                    c.attempt = new Attempt(Action.IGNORE, by, at, finding.fingerprint(), null, 0, null, null);
                }));
    }

    /** Left as it is for as long as the facts are these. Empty where that cannot be said now. */
    Optional<Discrepancy> kept(Finding now, Action action, String by, Instant at) {
        return next(Event.KEPT)
                .map(next -> change(c -> {
                    var result = "It is left as it is, as %s decided.".formatted(by);
                    c.state = next;
                    c.finding = now;
                    c.closing = new Closing(at, result);
                    c.rest = null;
                    c.kept = now.fingerprint();
                    c.attempt = new Attempt(action, by, at, now.fingerprint(), null, 0, null, result);
                }));
    }

    Discrepancy assigned(@Nullable String to) {
        return Objects.equals(assignee, to) ? this : change(c -> c.assignee = to);
    }

    /** What was ordered cannot be done or did not help. An order that is not the one under way says nothing. */
    public Discrepancy orderFailed(String orderId, String reason) {
        if (attempt == null || !orderId.equals(attempt.orderId())) {
            return this;
        }
        return change(c -> {
            c.state = next(Event.ORDER_FAILED).orElse(state);
            c.attempt = attempt.endedWith(reason);
        });
    }

    /** How far the action under way has come. */
    Discrepancy progressed(long generation, @Nullable String progress) {
        if (attempt == null || state != State.RESOLVING) {
            return this;
        }
        var carried = attempt.carriedBy(Math.max(generation, attempt.generation()), progress);
        return carried.equals(attempt) ? this : change(c -> c.attempt = carried);
    }

    /** Opens again where a rest is over by then. */
    public Discrepancy restEndedBy(Instant now) {
        if (state != State.SNOOZED || rest == null || rest.until() == null || now.isBefore(rest.until())) {
            return this;
        }
        return change(c -> {
            c.state = next(Event.REST_ENDED).orElse(state);
            c.rest = null;
        });
    }

    /** When time alone will change something about it; empty where nothing of the kind is ahead. */
    public Optional<Instant> due(Patience patience) {
        return switch (state) {
            case SNOOZED -> Optional.ofNullable(rest).map(Rest::until);
            case RESOLVING ->
                Optional.ofNullable(attempt)
                        .filter(each -> each.orderId() != null)
                        .map(each -> each.at().plus(patience.of(finding.type(), each.action())));
            case NEVER_SEEN, OPEN, CLOSED -> Optional.empty();
        };
    }

    private Optional<State> next(Event event) {
        return DiscrepancyTransitions.next(state, event);
    }

    private Discrepancy change(Consumer<Changes> edit) {
        var changes = new Changes(this);
        edit.accept(changes);
        return changes.done();
    }

    /** The components that change, by name, for one edit. */
    private static final class Changes {

        private final Discrepancy before;
        private State state;
        private Finding finding;
        private Level level;
        private @Nullable Closing closing;
        private @Nullable Rest rest;
        private @Nullable String kept;
        private @Nullable Attempt attempt;
        private @Nullable String assignee;

        private Changes(Discrepancy before) {
            this.before = before;
            state = before.state;
            finding = before.finding;
            level = before.level;
            closing = before.closing;
            rest = before.rest;
            kept = before.kept;
            attempt = before.attempt;
            assignee = before.assignee;
        }

        private Discrepancy done() {
            return new Discrepancy(
                    before.discrepancyId,
                    state,
                    finding,
                    before.openedAt,
                    before.affectedSites,
                    level,
                    closing,
                    rest,
                    kept,
                    attempt,
                    assignee,
                    before.sequence + 1);
        }
    }
}
