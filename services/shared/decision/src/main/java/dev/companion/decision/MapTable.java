package dev.companion.decision;

import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A table in memory, ordered by key: what a ledger is made of in tests and simulations. */
final class MapTable<V> implements Table<V> {

    private final TreeMap<String, V> values = new TreeMap<>();

    @Override
    public @Nullable V get(String key) {
        return values.get(key);
    }

    @Override
    public void put(String key, V value) {
        values.put(key, value);
    }

    @Override
    public void remove(String key) {
        values.remove(key);
    }

    @Override
    public void scan(String prefix, BiPredicate<String, V> visitor) {
        for (var entry : values.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix) || !visitor.test(entry.getKey(), entry.getValue())) {
                return;
            }
        }
    }
}
