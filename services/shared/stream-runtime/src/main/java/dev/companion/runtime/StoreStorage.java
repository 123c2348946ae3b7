package dev.companion.runtime;

import dev.companion.decision.Ledger;
import dev.companion.decision.StoreSpec;
import dev.companion.decision.Table;
import java.util.function.BiPredicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The state stores of one task as the storage of its ledger. */
record StoreStorage(ProcessingContext context) implements Ledger.Storage {

    private static final StringSerializer TEXT = new StringSerializer();

    @Override
    public <V> Table<V> table(StoreSpec<V> spec) {
        KeyValueStore<String, V> store = context.getStateStore(spec.name());
        if (store == null) {
            throw new IllegalStateException("store %s: not connected to the processor".formatted(spec.name()));
        }
        return new StoreTable<>(store);
    }

    private record StoreTable<V>(KeyValueStore<String, V> store) implements Table<V> {

        @Override
        public @Nullable V get(String key) {
            return store.get(key);
        }

        @Override
        public void put(String key, V value) {
            store.put(key, value);
        }

        @Override
        public void remove(String key) {
            store.delete(key);
        }

        @Override
        public void scan(String prefix, BiPredicate<String, V> visitor) {
            try (var entries = prefix.isEmpty() ? store.all() : store.prefixScan(prefix, TEXT)) {
                while (entries.hasNext()) {
                    var entry = entries.next();
                    if (!visitor.test(entry.key, entry.value)) {
                        return;
                    }
                }
            }
        }
    }
}
