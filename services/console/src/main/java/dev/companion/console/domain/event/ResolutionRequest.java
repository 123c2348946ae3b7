package dev.companion.console.domain.event;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants done about an event.
 *
 * @param action such as RECREATE; ASSIGN and RECHECK can be taken on any event that is not over
 * @param name the name of the new company, or of the company as typed to confirm; null if none was given
 * @param reason why an event is to rest; null if none was given
 * @param until when the rest is to end; null for no end but a change of the facts
 * @param facts what the event's facts were when the person saw it; null if nobody said
 * @param endpoints with DELETE: machines with an agent that the company may have at most; null for none
 * @param assignee with ASSIGN: who looks after it from now on; null for nobody
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

    /** Whether it says something of the event, or asks, and settles nothing; so it is never out of place. */
    public boolean isAside() {
        return action.equals(ASSIGN) || action.equals(RECHECK);
    }

    /** Why it cannot be wished as it is, whatever event it is about; empty if it can. */
    public Optional<String> objection(Instant now) {
        return action.equals("IGNORE") && until != null && !until.isAfter(now)
                ? Optional.of("The end of the rest has passed. Give a later moment, or none.")
                : Optional.empty();
    }
}
