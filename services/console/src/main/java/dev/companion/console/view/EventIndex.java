package dev.companion.console.view;

import dev.companion.console.domain.event.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events of a tenant, and how many of a site ask somebody. Written by one thread, read by many. */
final class EventIndex {

    private static final Comparator<Event> NEWEST = Comparator.comparing(
                    (Event event) -> event.period().openedAt())
            .reversed()
            .thenComparing(Event::id);

    private final Map<String, Event> events = new ConcurrentHashMap<>();
    private final ReverseIndex askingBySite = new ReverseIndex();

    /**
     * @param event null if it is gone
     * @return the sites that it is about, or was
     */
    Set<String> put(String eventId, @Nullable Event event) {
        var before = event == null ? events.remove(eventId) : events.put(eventId, event);
        askingBySite.put(eventId, siteOf(event != null && event.asksSomebody() ? event : null));
        return Stream.of(siteOf(before), siteOf(event)).flatMap(Set::stream).collect(Collectors.toSet());
    }

    @Nullable Event get(String eventId) {
        return events.get(eventId);
    }

    List<Event> newestFirst() {
        return events.values().stream().sorted(NEWEST).toList();
    }

    /** How many open events of a site ask somebody. */
    int openCount(String siteUid) {
        return askingBySite.of(siteUid).size();
    }

    /** How many events wait for somebody: those under way do not, and those that are only recorded neither. */
    int waitingCount() {
        return (int) events.values().stream()
                .filter(event -> event.asksSomebody() && event.state() == Event.State.OPEN)
                .count();
    }

    private static Set<String> siteOf(@Nullable Event event) {
        return event == null || event.siteUid() == null ? Set.of() : Set.of(event.siteUid());
    }
}
