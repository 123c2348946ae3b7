package dev.companion.console.domain.event;

import dev.companion.vocabulary.SnoozeRule;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person requests for an event.
 *
 * @param action such as RECREATE; ASSIGN and RECHECK are possible on any event that is not closed
 * @param name the name of the new company, or of the company as typed to confirm; null if none was given
 * @param reason why it is done; null if none was given, which is refused for a snooze
 * @param until end of the snooze; null if none was given, and with every other action
 * @param facts the event's facts when the person saw it; null to decide on the present facts
 * @param endpoints with DELETE: the number of machines with an agent as it was shown; null for none
 * @param assignee with ASSIGN: the new assignee; null to unassign
 */
public record ResolutionRequest(
        String action,
        @Nullable String name,
        @Nullable String reason,
        @Nullable Instant until,
        @Nullable String facts,
        @Nullable Long endpoints,
        @Nullable String assignee) {

    public static final String ASSIGN = "ASSIGN";
    public static final String RECHECK = "RECHECK";
    private static final String SNOOZE = "IGNORE";

    public ResolutionRequest {
        until = action.equals(SNOOZE) ? until : null;
    }

    public static ResolutionRequest of(String action) {
        return new ResolutionRequest(action, null, null, null, null, null, null);
    }

    /** Whether it does not resolve the event, so it is possible in every open state. */
    public boolean isSideAction() {
        return action.equals(ASSIGN) || action.equals(RECHECK);
    }

    /** Whether it snoozes the event. */
    public boolean isSnooze() {
        return action.equals(SNOOZE);
    }

    /** Why the request is invalid for any event, in a sentence; empty if it is valid. */
    public Optional<String> objection(Instant now) {
        return isSnooze() ? SnoozeRule.objection(reason, until, now) : Optional.empty();
    }
}
