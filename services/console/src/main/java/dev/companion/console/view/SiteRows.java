package dev.companion.console.view;

import dev.companion.console.domain.site.SiteRow;
import dev.companion.console.domain.site.SiteState;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the list of sites, kept joined and in the order of names. A change of one site costs one row; the order
 * is made again only when a name came, went or changed, and only when somebody asks. So a page of a tenant of 50,000
 * sites costs one pass over rows that are ready.
 */
final class SiteRows {

    /** The search text begins with the name in lower case and ends with the uid, so it orders by both. */
    static final Comparator<SiteRow> BY_NAME = Comparator.comparing(SiteRow::searchText);

    private final ConcurrentHashMap<String, SiteRow> bySite = new ConcurrentHashMap<>();
    private final AtomicLong names = new AtomicLong();
    private volatile @Nullable Order order;

    /** @param names how often names had changed when it was made */
    private record Order(long names, List<String> siteUids) {}

    /** @param line null if the site is not listed any more */
    void put(String siteUid, @Nullable SiteRow line) {
        var before = line == null ? bySite.remove(siteUid) : bySite.put(siteUid, line);
        var nameBefore = before == null ? null : before.name();
        var nameAfter = line == null ? null : line.name();
        if (nameAfter == null ? nameBefore != null : !nameAfter.equals(nameBefore)) {
            names.incrementAndGet();
        }
    }

    @Nullable SiteRow get(String siteUid) {
        return bySite.get(siteUid);
    }

    List<SiteRow> byName() {
        var now = names.get();
        var known = order;
        if (known == null || known.names() != now) {
            var sorted = bySite.values().stream().sorted(BY_NAME).toList();
            order = new Order(now, sorted.stream().map(SiteRow::siteUid).toList());
            return sorted;
        }
        return known.siteUids().stream()
                .<SiteRow>mapMulti((siteUid, sink) -> {
                    var line = bySite.get(siteUid);
                    if (line != null) {
                        sink.accept(line);
                    }
                })
                .toList();
    }

    /** How many sites there are in each state; states without any are absent. */
    Map<SiteState, Integer> counts() {
        var counts = new EnumMap<SiteState, Integer>(SiteState.class);
        bySite.values().forEach(line -> counts.merge(line.state(), 1, Integer::sum));
        return counts;
    }
}
