package dev.companion.decision;

import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Values by key. Keys start with the tenant's id, followed by {@code |} where one tenant has several. */
public interface Table<V> {

    /** Returns null if the key has no value. */
    @Nullable V get(String key);

    void put(String key, V value);

    /** Does nothing if the key has no value. */
    void remove(String key);

    /**
     * Visits the entries whose key starts with {@code prefix}, in an order that is the same for the same content, until the
     * visitor returns false. The visitor must not write to the table.
     */
    void scan(String prefix, BiPredicate<String, V> visitor);

    default boolean contains(String key) {
        return get(key) != null;
    }

    /** Stores the value; removes the key if the value is null. */
    default void set(String key, @Nullable V value) {
        if (value == null) {
            remove(key);
        } else {
            put(key, value);
        }
    }

    /** Visits all entries. The visitor must not write to the table. */
    default void forEach(BiConsumer<String, V> visitor) {
        forEachWithPrefix("", visitor);
    }

    /** Visits the entries whose key starts with {@code prefix}. The visitor must not write to the table. */
    default void forEachWithPrefix(String prefix, BiConsumer<String, V> visitor) {
        scan(prefix, (key, value) -> {
            visitor.accept(key, value);
            return true;
        });
    }
}
