package dev.companion.console.view;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An index from a value to its holders, such as from a company to its site, or from a name to the companies of that
 * name. Written by one thread at a time, read by many.
 */
final class ReverseIndex {

    private final Map<String, Set<String>> holdersByValue = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> valuesByHolder = new ConcurrentHashMap<>();

    /** Replaces the values of a holder; empty removes it. */
    void put(String holder, Set<String> values) {
        var before = values.isEmpty() ? valuesByHolder.remove(holder) : valuesByHolder.put(holder, values);
        if (before != null) {
            before.stream().filter(value -> !values.contains(value)).forEach(value -> release(value, holder));
        }
        values.forEach(value -> holdersByValue.merge(value, Set.of(holder), ReverseIndex::union));
    }

    Set<String> of(String value) {
        return holdersByValue.getOrDefault(value, Set.of());
    }

    /** One of the holders; null if there is none. */
    @Nullable String anyOf(String value) {
        var holders = holdersByValue.get(value);
        return holders == null ? null : holders.iterator().next();
    }

    private void release(String value, String holder) {
        holdersByValue.computeIfPresent(value, (_, holders) -> {
            var left = new TreeSet<>(holders);
            left.remove(holder);
            return left.isEmpty() ? null : Set.copyOf(left);
        });
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        if (one.containsAll(other)) {
            return one;
        }
        var both = new TreeSet<>(one);
        both.addAll(other);
        return Set.copyOf(both);
    }
}
