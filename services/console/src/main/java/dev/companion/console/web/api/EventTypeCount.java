package dev.companion.console.web.api;

import dev.companion.console.domain.event.Event;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.PolicyLevel;
import java.util.List;
import java.util.function.Predicate;

/**
 * How many events of one type there are.
 *
 * @param title what the type is called
 * @param open true and not rested, those under way and those that are only recorded among them
 * @param resolving under way, so many of the open ones
 * @param recorded only recorded, so many of the open ones
 * @param levels what its policy can be
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
