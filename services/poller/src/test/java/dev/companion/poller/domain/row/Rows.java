package dev.companion.poller.domain.row;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Known rows in memory, stored as the service stores them: each observation before the next result. */
public final class Rows<V extends Observed<V>> implements KnownRows<V> {

    private final Map<String, KnownRow<V>> rows = new TreeMap<>();

    @Override
    public KnownRow<V> find(String id) {
        return rows.get(id);
    }

    @Override
    public void forEachPresent(Consumer<KnownRow<V>> visitor) {
        rows.values().stream().filter(KnownRow::present).forEach(visitor);
    }

    /** Stores the row of the observation, if it has one, and returns whether it has. */
    public boolean store(Observation<V> observation) {
        observation.toStore().ifPresent(row -> rows.put(row.id(), row));
        return observation.toStore().isPresent();
    }

    public long present() {
        return rows.values().stream().filter(KnownRow::present).count();
    }
}
