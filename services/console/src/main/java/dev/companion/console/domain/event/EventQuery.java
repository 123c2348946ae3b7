package dev.companion.console.domain.event;

import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.TextFolding;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selects and orders events.
 *
 * @param text searched in title, summary, site name and company name, folded; empty for all
 * @param states empty for all but those that are closed
 * @param types empty for all
 * @param assignee their assignee, empty for unassigned; null for all
 * @param siteUid the site they concern; null for all
 */
public record EventQuery(
        String text,
        Set<Event.State> states,
        Set<DiscrepancyType> types,
        @Nullable String assignee,
        @Nullable String siteUid,
        Sort sort,
        boolean descending) {

    public EventQuery {
        text = TextFolding.fold(text);
        states = Set.copyOf(states);
        types = Set.copyOf(types);
    }

    /** The columns of the list. An event without a site or company comes before those that have one. */
    public enum Sort {
        OPENED((a, b) -> 0),
        TYPE(by(Event::title)),
        SOURCE(by(event -> event.subject().siteName())),
        DESTINATION(by(event -> event.subject().companyName()));

        private final Comparator<Event> order;

        Sort(Comparator<Event> order) {
            this.order = order;
        }

        private static Comparator<Event> by(Function<Event, @Nullable String> text) {
            return Comparator.comparing(
                    event -> Objects.requireNonNullElse(text.apply(event), ""), String.CASE_INSENSITIVE_ORDER);
        }
    }

    /** The matching events. The given ones are ordered newest first, which stays the order among equals. */
    public List<Event> apply(List<Event> newestFirst) {
        var matching = newestFirst.stream().filter(this::matches);
        if (sort == Sort.OPENED) {
            var list = matching.toList();
            return descending ? list : list.reversed();
        }
        return matching.sorted(descending ? sort.order.reversed() : sort.order).toList();
    }

    private boolean matches(Event event) {
        return hasState(event)
                && hasAssignee(event)
                && (siteUid == null || siteUid.equals(event.siteUid()))
                && (types.isEmpty() || types.contains(event.type()))
                && (text.isEmpty() || hasText(event));
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

    private boolean hasText(Event event) {
        return Stream.of(
                        event.title(),
                        event.description().summary(),
                        event.subject().siteName(),
                        event.subject().companyName())
                .filter(Objects::nonNull)
                .anyMatch(each -> TextFolding.fold(each).contains(text));
    }
}
