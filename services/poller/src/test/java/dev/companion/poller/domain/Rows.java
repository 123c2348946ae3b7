package dev.companion.poller.domain;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Known rows in memory, stored the way the service stores them: each observation before the next answer. */
final class Rows<V extends Observed<V>> implements KnownRows<V> {

    private final Map<String, KnownRow<V>> rows = new TreeMap<>();

    @Override
    public KnownRow<V> find(String id) {
        return rows.get(id);
    }

    @Override
    public void forEachPresent(Consumer<KnownRow<V>> visit) {
        rows.values().stream().filter(KnownRow::present).forEach(visit);
    }

    /** Stores what wants to be stored and answers whether anything did. */
    boolean store(Observation<V> observation) {
        observation.toStore().ifPresent(row -> rows.put(row.id(), row));
        return observation.toStore().isPresent();
    }

    long present() {
        return rows.values().stream().filter(KnownRow::present).count();
    }
}
