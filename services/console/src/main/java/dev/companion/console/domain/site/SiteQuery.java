package dev.companion.console.domain.site;

import dev.companion.vocabulary.TextFolding;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Selects and orders rows of the list of sites.
 *
 * @param text searched in site name, name of the linked or suggested company and site uid, folded; empty for all
 * @param states empty for all
 */
public record SiteQuery(String text, Set<SiteState> states, Sort sort, boolean descending) {

    public static final SiteQuery ALL = new SiteQuery("", Set.of(), Sort.NAME, false);

    public SiteQuery {
        text = TextFolding.fold(text);
        states = Set.copyOf(states);
    }

    public enum Sort {
        NAME((a, b) -> 0),
        STATE(Comparator.comparing(SiteRow::state)),
        DEVICES(Comparator.comparingInt(line -> line.devices() == null ? -1 : line.devices())),
        COMPANY(Comparator.comparing(
                line -> line.company() == null ? "" : line.company().name(), String.CASE_INSENSITIVE_ORDER)),
        OPEN_EVENTS(Comparator.comparingInt(SiteRow::openEvents));

        private final Comparator<SiteRow> order;

        Sort(Comparator<SiteRow> order) {
            this.order = order;
        }
    }

    /** The matching rows. The given rows are ordered by name, which stays the order among equals. */
    public List<SiteRow> apply(List<SiteRow> byName) {
        var matching = byName.stream()
                .filter(line -> states.isEmpty() || states.contains(line.state()))
                .filter(line -> text.isEmpty() || line.searchText().contains(text));
        if (sort == Sort.NAME) {
            var list = matching.toList();
            return descending ? list.reversed() : list;
        }
        return matching.sorted(descending ? sort.order.reversed() : sort.order).toList();
    }
}
