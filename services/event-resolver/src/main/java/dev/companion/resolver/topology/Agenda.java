package dev.companion.resolver.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is to be looked at when. Only in memory: the stores say it anew after a restart. */
final class Agenda {

    /** @param about uid of a site, or {@link TenantStores#TENANT_ITSELF} */
    record Item(String tenantId, String about) implements Comparable<Item> {

        @Override
        public int compareTo(Item other) {
            var byTenant = tenantId.compareTo(other.tenantId);
            return byTenant != 0 ? byTenant : about.compareTo(other.about);
        }
    }

    private final TreeMap<Instant, TreeSet<Item>> byTime = new TreeMap<>();
    private final Map<Item, Instant> times = new HashMap<>();

    /** @param at null takes it off */
    void set(String tenantId, String about, @Nullable Instant at) {
        var item = new Item(tenantId, about);
        var before = times.remove(item);
        if (before != null) {
            byTime.computeIfPresent(before, (_, items) -> {
                items.remove(item);
                return items.isEmpty() ? null : items;
            });
        }
        if (at != null) {
            times.put(item, at);
            byTime.computeIfAbsent(at, _ -> new TreeSet<>()).add(item);
        }
    }

    /** When there is something to look at; empty where there never is. */
    Optional<Instant> next() {
        return byTime.isEmpty() ? Optional.empty() : Optional.of(byTime.firstKey());
    }

    /** Takes off what is due by then, at most so many. */
    List<Item> takeDue(Instant now, int max) {
        var due = new ArrayList<Item>();
        while (!byTime.isEmpty() && !byTime.firstKey().isAfter(now) && due.size() < max) {
            var item = byTime.firstEntry().getValue().first();
            set(item.tenantId(), item.about(), null);
            due.add(item);
        }
        return due;
    }
}
