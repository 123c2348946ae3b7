package dev.companion.decision;

import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Holds back the writes to another table until {@link #commit}. Reads see the writes that are held back. */
final class BufferedTable<V> implements Table<V> {

    private final Table<V> committed;

    /** Empty for a key that is removed. */
    private final TreeMap<String, Optional<V>> pending = new TreeMap<>();

    BufferedTable(Table<V> committed) {
        this.committed = committed;
    }

    void commit() {
        pending.forEach((key, value) -> committed.set(key, value.orElse(null)));
        pending.clear();
    }

    void discard() {
        pending.clear();
    }

    @Override
    public @Nullable V get(String key) {
        var written = pending.isEmpty() ? null : pending.get(key);
        return written == null ? committed.get(key) : written.orElse(null);
    }

    @Override
    public void put(String key, V value) {
        pending.put(key, Optional.of(value));
    }

    @Override
    public void remove(String key) {
        pending.put(key, Optional.empty());
    }

    /** Visits what is committed in its own order, with pending values in place of older ones, then the new keys by name. */
    @Override
    public void scan(String prefix, BiPredicate<String, V> visitor) {
        if (pending.isEmpty()) {
            committed.scan(prefix, visitor);
            return;
        }
        var added = new TreeMap<String, V>();
        for (var entry : pending.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            entry.getValue().ifPresent(value -> added.put(entry.getKey(), value));
        }
        var stopped = new boolean[1];
        committed.scan(prefix, (key, value) -> {
            var written = pending.get(key);
            added.remove(key);
            var current = written == null ? value : written.orElse(null);
            stopped[0] = current != null && !visitor.test(key, current);
            return !stopped[0];
        });
        if (!stopped[0]) {
            for (var entry : added.entrySet()) {
                if (!visitor.test(entry.getKey(), entry.getValue())) {
                    return;
                }
            }
        }
    }
}
