package dev.companion.decision;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The durable state of a {@link Controller}. Writes are buffered until {@link #commit}, so a decision that throws leaves no
 * part of it behind; a value that a decision changes twice is also stored only once. Not for use by several threads.
 */
public final class Ledger {

    /** Where committed values are kept: the state stores of a task, or maps in a test. */
    @FunctionalInterface
    public interface Storage {

        /** Called once for each spec. */
        <V> Table<V> table(StoreSpec<V> spec);
    }

    private final Storage storage;
    private final Map<StoreSpec<?>, BufferedTable<?>> tables = new LinkedHashMap<>();

    public Ledger(Storage storage) {
        this.storage = storage;
    }

    /** Returns an empty ledger that keeps committed values in memory, for tests and simulations. */
    public static Ledger inMemory() {
        var committed = new HashMap<StoreSpec<?>, Table<?>>();
        return new Ledger(new Storage() {
            @Override
            @SuppressWarnings("unchecked") // each spec has only ever held a table of its own type
            public <V> Table<V> table(StoreSpec<V> spec) {
                return (Table<V>) committed.computeIfAbsent(spec, _ -> new MapTable<>());
            }
        });
    }

    /** Returns the table of the spec; every call returns the same one. */
    @SuppressWarnings("unchecked") // each spec has only ever held a table of its own type
    public <V> Table<V> table(StoreSpec<V> spec) {
        return (Table<V>) tables.computeIfAbsent(spec, _ -> new BufferedTable<>(storage.table(spec)));
    }

    /** Stores all buffered writes. */
    public void commit() {
        tables.values().forEach(BufferedTable::commit);
    }

    /** Forgets all buffered writes. */
    public void discard() {
        tables.values().forEach(BufferedTable::discard);
    }
}
