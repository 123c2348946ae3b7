package dev.companion.simulator.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one kind by key. Every change is reported to the world's open transaction (which records it or rolls it back)
 * and to the indexes, so that an index always agrees with its rows.
 */
final class Table<V> {

    /**
     * Notified of each row that is added, changed or removed; {@code before} or {@code after} is null at either end.
     */
    interface Index<V> {
        void changed(@Nullable V before, @Nullable V after);
    }

    private final World world;
    private final String name;
    private final Class<V> type;
    private final Map<String, V> rows = new LinkedHashMap<>();
    private final List<Index<V>> indexes = new ArrayList<>();

    Table(World world, String name, Class<V> type) {
        this.world = world;
        this.name = name;
        this.type = type;
    }

    <I extends Index<V>> I indexedBy(I index) {
        indexes.add(index);
        return index;
    }

    String name() {
        return name;
    }

    Class<V> type() {
        return type;
    }

    Optional<V> find(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    Collection<V> all() {
        return Collections.unmodifiableCollection(rows.values());
    }

    Map<String, V> byKey() {
        return Collections.unmodifiableMap(rows);
    }

    int size() {
        return rows.size();
    }

    V put(String key, V row) {
        world.record(this, key, rows.get(key), row);
        set(key, row);
        return row;
    }

    void remove(String key) {
        V before = rows.get(key);
        if (before != null) {
            world.record(this, key, before, null);
            set(key, null);
        }
    }

    /** Without a transaction: for loading and for rolling back. */
    void set(String key, @Nullable Object row) {
        V after = row == null ? null : type.cast(row);
        V before = after == null ? rows.remove(key) : rows.put(key, after);
        indexes.forEach(index -> index.changed(before, after));
    }
}
