package dev.companion.resolver.domain.discrepancy;

import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.Event;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.resolver.domain.discrepancy.Handling.Attempt;
import dev.companion.resolver.domain.discrepancy.Handling.Closing;
import dev.companion.resolver.domain.discrepancy.Handling.Snooze;
import dev.companion.resolver.domain.facts.GracePeriods;
import dev.companion.resolver.domain.rules.Finding;
import dev.companion.vocabulary.PolicyLevel;
import dev.companion.vocabulary.ResolutionAction;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A difference between desired and observed, and its state. A subject has one discrepancy, which opens and closes with
 * the facts. Every method returns the next value, or the same instance if nothing changes.
 *
 * @param finding the facts with which it was last detected
 * @param level of the policy when it was last reviewed
 * @param openedAt when it was first detected since it was last closed
 * @param affectedSites number of linked sites that it concerned when it was opened; 0 if none
 * @param sequence grows by one with each change
 */
public record Discrepancy(
        String discrepancyId,
        State state,
        Finding finding,
        PolicyLevel level,
        Instant openedAt,
        int affectedSites,
        Handling handling,
        long sequence) {

    public @Nullable Closing closing() {
        return handling.closing();
    }

    public @Nullable Snooze snooze() {
        return handling.snooze();
    }

    public @Nullable String kept() {
        return handling.kept();
    }

    public @Nullable Attempt attempt() {
        return handling.attempt();
    }

    public @Nullable String assignee() {
        return handling.assignee();
    }

    public static Discrepancy opened(
            String tenantId, Finding finding, int affectedSites, PolicyLevel level, Instant now) {
        var id = finding.subject().idIn(tenantId);
        return new Discrepancy(id, State.OPEN, finding, level, now, affectedSites, Handling.NONE, 1);
    }

    /** The difference was reviewed and exists. */
    public Discrepancy detected(Finding now, int affected, PolicyLevel policy, Instant at) {
        if (state == State.CLOSED && now.fingerprint().equals(kept())) {
            return this;
        }
        var factsChanged = !now.fingerprint().equals(finding.fingerprint());
        var next = next(factsChanged ? Event.FACTS_CHANGED : Event.DETECTED).orElse(state);
        if (state == State.CLOSED) {
            return new Discrepancy(discrepancyId, next, now, policy, at, affected, Handling.NONE, sequence + 1);
        }
        if (next == state && !factsChanged && now.equals(finding) && policy == level) {
            return this;
        }
        var attempt = attempt();
        var after = !factsChanged
                ? handling
                : attempt != null && state == State.RESOLVING
                        ? handling.withSnooze(null)
                                .withAttempt(attempt.endedWith("The action did not help: " + now.summary()))
                        : handling.withSnooze(null);
        return new Discrepancy(discrepancyId, next, now, policy, openedAt, affectedSites, after, sequence + 1);
    }

    /** The difference was reviewed and does not exist. */
    public Discrepancy cleared(String because, Instant at) {
        if (next(Event.CLEARED).orElse(state) == state) {
            // A difference that was kept has ended. If it comes back, a person is asked again.
            return kept() == null ? this : changed(state, handling.withKept(null));
        }
        var attempt = attempt();
        return changed(
                State.CLOSED,
                new Handling(
                        new Closing(at, because),
                        null,
                        null,
                        attempt == null || state != State.RESOLVING ? attempt : attempt.endedWith(because),
                        assignee()));
    }

    /** Returns empty if no action can be taken now. */
    public Optional<Discrepancy> actionStarted(
            Finding now, ResolutionAction action, String by, String commandId, Instant at) {
        var attempt = new Attempt(
                action, by, at, now.fingerprint(), commandId, 0, "Requested; it has not started yet.", null);
        return next(Event.ACTION_STARTED)
                .map(next -> changed(next, now, handling.withSnooze(null).withAttempt(attempt)));
    }

    /** Returns empty if it cannot be snoozed now. */
    public Optional<Discrepancy> snoozed(Snooze snooze, String by, Instant at) {
        var attempt = new Attempt(ResolutionAction.IGNORE, by, at, finding.fingerprint(), null, 0, null, null);
        return next(Event.SNOOZED)
                .map(next -> changed(next, handling.withSnooze(snooze).withAttempt(attempt)));
    }

    /** The difference is kept for as long as its facts stay the same. Returns empty if that cannot be decided now. */
    public Optional<Discrepancy> kept(Finding now, ResolutionAction action, String by, Instant at) {
        var result = "Kept as it is, as %s decided.".formatted(by);
        var attempt = new Attempt(action, by, at, now.fingerprint(), null, 0, null, result);
        return next(Event.KEPT)
                .map(next -> changed(
                        next,
                        now,
                        new Handling(new Closing(at, result), null, now.fingerprint(), attempt, assignee())));
    }

    public Discrepancy assigned(@Nullable String to) {
        return Objects.equals(assignee(), to) ? this : changed(state, handling.withAssignee(to));
    }

    /** The action cannot be done or did not help. Ignored unless the command is that of the action in progress. */
    public Discrepancy actionFailed(String commandId, String reason) {
        var attempt = attempt();
        if (attempt == null || !commandId.equals(attempt.commandId())) {
            return this;
        }
        return changed(next(Event.ACTION_FAILED).orElse(state), handling.withAttempt(attempt.endedWith(reason)));
    }

    /** How far the action in progress is. */
    Discrepancy progressed(long generation, @Nullable String progress) {
        var attempt = attempt();
        if (attempt == null || state != State.RESOLVING) {
            return this;
        }
        var carried = attempt.carriedBy(Math.max(generation, attempt.generation()), progress);
        return carried.equals(attempt) ? this : changed(state, handling.withAttempt(carried));
    }

    /** Opens again if its snooze has expired. */
    Discrepancy snoozeExpiredBy(Instant now) {
        var snooze = snooze();
        if (state != State.SNOOZED || snooze == null || snooze.until() == null || now.isBefore(snooze.until())) {
            return this;
        }
        return changed(next(Event.SNOOZE_EXPIRED).orElse(state), handling.withSnooze(null));
    }

    /** Returns when time alone changes it; empty if it does not. */
    public Optional<Instant> due(GracePeriods grace) {
        return switch (state) {
            case SNOOZED -> Optional.ofNullable(snooze()).map(Snooze::until);
            case RESOLVING ->
                Optional.ofNullable(attempt())
                        .filter(each -> each.commandId() != null)
                        .map(each -> each.at().plus(grace.of(finding.type(), each.action())));
            case NEVER_SEEN, OPEN, CLOSED -> Optional.empty();
        };
    }

    private Optional<State> next(Event event) {
        return DiscrepancyTransitions.next(state, event);
    }

    private Discrepancy changed(State next, Handling after) {
        return changed(next, finding, after);
    }

    private Discrepancy changed(State next, Finding now, Handling after) {
        return new Discrepancy(discrepancyId, next, now, level, openedAt, affectedSites, after, sequence + 1);
    }
}
