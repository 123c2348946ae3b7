package dev.companion.console.view;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A map of at most so many entries; the one that was first put is dropped first. Safe for many threads. */
final class BoundedMap<V> {

    private final int max;
    private final LinkedHashMap<String, V> entries = new LinkedHashMap<>();

    BoundedMap(int max) {
        this.max = max;
    }

    synchronized void put(String key, V value) {
        entries.put(key, value);
        if (entries.size() > max) {
            entries.pollFirstEntry();
        }
    }

    synchronized void remove(String key) {
        entries.remove(key);
    }

    synchronized @Nullable V get(String key) {
        return entries.get(key);
    }
}
