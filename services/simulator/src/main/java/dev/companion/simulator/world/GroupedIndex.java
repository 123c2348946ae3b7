package dev.companion.simulator.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows by a group (an account, a parent, a name), ordered within each group. A page of a group is a slice of a list, so
 * a walk over ten thousand rows costs ten thousand rows and not a scan for each page. A row with a null group is left
 * out.
 */
final class GroupedIndex<V> implements Table.Index<V> {

    private final Function<V, @Nullable String> group;
    private final Comparator<V> order;
    private final NavigableMap<String, List<V>> groups = new TreeMap<>();

    /** @param order must distinguish any two rows of a group and never change for a row */
    GroupedIndex(Function<V, @Nullable String> group, Comparator<V> order) {
        this.group = group;
        this.order = order;
    }

    /** The live, ordered rows of a group; empty if there are none. Read it under the world's lock. */
    List<V> of(String key) {
        return Collections.unmodifiableList(groups.getOrDefault(key, List.of()));
    }

    /** Rows of every group whose key starts with the prefix. */
    List<V> startingWith(String prefix) {
        var found = new ArrayList<V>();
        for (var entry : groups.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            found.addAll(entry.getValue());
        }
        return found;
    }

    @Override
    public void changed(@Nullable V before, @Nullable V after) {
        String from = before == null ? null : group.apply(before);
        String to = after == null ? null : group.apply(after);
        if (before != null && after != null && from != null && from.equals(to)) {
            List<V> rows = groups.getOrDefault(from, List.of());
            int at = Collections.binarySearch(rows, before, order);
            if (at >= 0 && order.compare(before, after) == 0) {
                rows.set(at, after);
                return;
            }
        }
        if (before != null && from != null) {
            remove(from, before);
        }
        if (after != null && to != null) {
            add(to, after);
        }
    }

    private void add(String key, V row) {
        List<V> rows = groups.computeIfAbsent(key, unused -> new ArrayList<>());
        int at = Collections.binarySearch(rows, row, order);
        rows.add(at < 0 ? -at - 1 : at, row);
    }

    private void remove(String key, V row) {
        List<V> rows = groups.getOrDefault(key, List.of());
        int at = Collections.binarySearch(rows, row, order);
        if (at >= 0) {
            rows.remove(at);
            if (rows.isEmpty()) {
                groups.remove(key);
            }
        }
    }
}
