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
 * The rows of the list of sites, joined and ordered by name. A change of one site rebuilds one row; the order is
 * rebuilt lazily, after a name was added, removed or changed. So a page of a tenant with 50,000 sites costs one pass
 * over finished rows.
 */
final class SiteRows {

    /** The search text begins with the folded name and ends with the uid, so it orders by both. */
    private static final Comparator<SiteRow> BY_NAME = Comparator.comparing(SiteRow::searchText);

    private final ConcurrentHashMap<String, SiteRow> bySite = new ConcurrentHashMap<>();
    private final AtomicLong names = new AtomicLong();
    private volatile @Nullable Order order;

    /** @param names the number of name changes when the order was built */
    private record Order(long names, List<String> siteUids) {}

    /** @param line null if the site is no longer listed */
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

    /** Number of sites in each state; states without sites are absent. */
    Map<SiteState, Integer> counts() {
        var counts = new EnumMap<SiteState, Integer>(SiteState.class);
        bySite.values().forEach(line -> counts.merge(line.state(), 1, Integer::sum));
        return counts;
    }
}
