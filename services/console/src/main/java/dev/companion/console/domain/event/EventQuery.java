package dev.companion.console.domain.event;

import dev.companion.vocabulary.DiscrepancyType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted.
 *
 * @param states empty for all but those that are closed
 * @param types empty for all
 * @param assignee who looks after them, empty for nobody; null for all
 * @param siteUid the site they are about; null for all
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
        return matchesAside(event) && (types.isEmpty() || types.contains(event.type()));
    }

    /** Whether an event would be wanted if its type did not matter. */
    public boolean matchesAside(Event event) {
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
