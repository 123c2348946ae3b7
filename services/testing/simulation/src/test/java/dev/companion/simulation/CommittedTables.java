package dev.companion.simulation;

import dev.companion.decision.Ledger;
import dev.companion.decision.StoreSpec;
import dev.companion.decision.Table;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The stores of a service: what its ledger has committed. */
abstract class CommittedTables implements Ledger.Storage {

    private final Map<String, Map<String, Object>> tables = new TreeMap<>();

    void copyFrom(CommittedTables other) {
        other.tables.forEach((name, values) -> tables.put(name, new TreeMap<>(values)));
    }

    Map<String, Object> values(String name) {
        return tables.computeIfAbsent(name, _ -> new TreeMap<>());
    }

    @Override
    public <V> Table<V> table(StoreSpec<V> spec) {
        var values = values(spec.name());
        return new Table<>() {
            @Override
            public @Nullable V get(String key) {
                var value = values.get(key);
                return value == null ? null : spec.type().cast(value);
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
                for (var entry : new TreeMap<>(values).entrySet()) {
                    if (entry.getKey().startsWith(prefix)
                            && !visitor.test(entry.getKey(), spec.type().cast(entry.getValue()))) {
                        return;
                    }
                }
            }
        };
    }
}
