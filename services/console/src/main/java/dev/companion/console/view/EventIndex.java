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

/**
 * The events of a tenant, and the number of events of each site that need action. Written by one thread, read by many.
 */
final class EventIndex {

    private static final Comparator<Event> NEWEST = Comparator.comparing(
                    (Event event) -> event.period().openedAt())
            .reversed()
            .thenComparing(Event::id);

    private final Map<String, Event> events = new ConcurrentHashMap<>();
    private final ReverseIndex actionableBySite = new ReverseIndex();

    /**
     * @param event null if it is gone
     * @return the sites that it concerns, before and after
     */
    Set<String> put(String eventId, @Nullable Event event) {
        var before = event == null ? events.remove(eventId) : events.put(eventId, event);
        actionableBySite.put(eventId, siteOf(event != null && event.needsAction() ? event : null));
        return Stream.of(siteOf(before), siteOf(event)).flatMap(Set::stream).collect(Collectors.toSet());
    }

    @Nullable Event get(String eventId) {
        return events.get(eventId);
    }

    List<Event> newestFirst() {
        return events.values().stream().sorted(NEWEST).toList();
    }

    /** Number of open events of a site that need action. */
    int openCount(String siteUid) {
        return actionableBySite.of(siteUid).size();
    }

    private static Set<String> siteOf(@Nullable Event event) {
        return event == null || event.siteUid() == null ? Set.of() : Set.of(event.siteUid());
    }
}
