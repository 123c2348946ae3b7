package dev.companion.console.web.api;

import dev.companion.console.domain.event.Event;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.util.List;
import java.util.function.Predicate;

/**
 * Number of events of one type.
 *
 * @param type the type
 * @param title name of the type for people
 * @param open not closed and not snoozed, including those being resolved and record-only ones
 * @param resolving open ones that are being resolved
 * @param recorded open ones that are record only
 * @param snoozed not closed and hidden by a person for a while
 * @param closed no longer existing
 * @param levels possible levels of its policy
 */
record EventTypeCount(
        DiscrepancyType type,
        String title,
        int open,
        int resolving,
        int recorded,
        int snoozed,
        int closed,
        List<PolicyLevel> levels) {

    static EventTypeCount of(DiscrepancyType type, List<Event> events) {
        var ofType = events.stream().filter(event -> event.type() == type).toList();
        return new EventTypeCount(
                type,
                type.title(),
                count(ofType, Event::isOpen),
                count(ofType, event -> event.state() == Event.State.RESOLVING),
                count(ofType, event -> event.isOpen() && event.isOnlyRecorded()),
                count(ofType, event -> event.state() == Event.State.SNOOZED),
                count(ofType, event -> event.state() == Event.State.CLOSED),
                type.levels());
    }

    private static int count(List<Event> events, Predicate<Event> which) {
        return (int) events.stream().filter(which).count();
    }
}
