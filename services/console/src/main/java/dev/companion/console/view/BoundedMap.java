package dev.companion.console.view;

import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A map with a maximum size; drops the entry that was put first. Thread-safe. */
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

    synchronized List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    synchronized @Nullable V get(String key) {
        return entries.get(key);
    }
}
