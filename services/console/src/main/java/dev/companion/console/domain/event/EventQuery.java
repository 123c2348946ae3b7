package dev.companion.console.domain.event;

import dev.companion.vocabulary.DiscrepancyType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects events.
 *
 * @param states empty for all but those that are closed
 * @param types empty for all
 * @param assignee their assignee, empty for unassigned; null for all
 * @param siteUid the site they concern; null for all
 */
public record EventQuery(
        Set<Event.State> states,
        Set<DiscrepancyType> types,
        @Nullable String assignee,
        @Nullable String siteUid) {

    public EventQuery {
        states = Set.copyOf(states);
        types = Set.copyOf(types);
    }

    public boolean matches(Event event) {
        return matchesIgnoringType(event) && (types.isEmpty() || types.contains(event.type()));
    }

    /** Whether an event matches, ignoring its type. */
    public boolean matchesIgnoringType(Event event) {
        return hasState(event) && hasAssignee(event) && (siteUid == null || siteUid.equals(event.siteUid()));
    }

    private boolean hasState(Event event) {
        return states.isEmpty() ? event.state() != Event.State.CLOSED : states.contains(event.state());
    }

    private boolean hasAssignee(Event event) {
        if (assignee == null) {
            return true;
        }
        return event.assignee() == null ? assignee.isEmpty() : assignee.equalsIgnoreCase(event.assignee());
    }
}
