package dev.companion.console.domain.event;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person requests for an event.
 *
 * @param action such as RECREATE; ASSIGN and RECHECK are possible on any event that is not closed
 * @param name the name of the new company, or of the company as typed to confirm; null if none was given
 * @param reason why the event is snoozed; null if none was given
 * @param until end of the snooze; null for no end but a change of the facts
 * @param facts the event's facts when the person saw it; null to decide on the present facts
 * @param endpoints with DELETE: the highest number of machines with an agent that the company may have; null for none
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

    public static ResolutionRequest of(String action) {
        return new ResolutionRequest(action, null, null, null, null, null, null);
    }

    /** Whether it does not resolve the event, so it is possible in every open state. */
    public boolean isSideAction() {
        return action.equals(ASSIGN) || action.equals(RECHECK);
    }

    /** Why the request is invalid for any event, in a sentence; empty if it is valid. */
    public Optional<String> objection(Instant now) {
        return action.equals("IGNORE") && until != null && !until.isAfter(now)
                ? Optional.of("The end of the snooze is in the past. Choose a later time, or none.")
                : Optional.empty();
    }
}
