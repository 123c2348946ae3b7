package dev.companion.poller.topology;

import dev.companion.poller.domain.KnownRow;
import dev.companion.poller.domain.KnownRows;
import dev.companion.poller.domain.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The known rows whose keys begin in one way: those of a tenant, or of one company of it. */
final class KnownStore<V extends Observed<V>> implements KnownRows<V> {

    private static final StringSerializer KEYS = new StringSerializer();

    private final KeyValueStore<String, byte[]> store;
    private final RowCodec<V> codec;
    private final String prefix;

    /** @param owner what all keys begin with, such as a tenant's id */
    KnownStore(KeyValueStore<String, byte[]> store, RowCodec<V> codec, String owner) {
        this.store = store;
        this.codec = codec;
        this.prefix = owner + "|";
    }

    @Override
    public @Nullable KnownRow<V> find(String id) {
        var bytes = store.get(prefix + id);
        return bytes == null ? null : codec.decode(id, bytes);
    }

    @Override
    public void forEachPresent(Consumer<KnownRow<V>> visit) {
        try (var rows = store.prefixScan(prefix, KEYS)) {
            rows.forEachRemaining(entry -> {
                var id = entry.key.substring(entry.key.lastIndexOf('|') + 1);
                var row = codec.decode(id, entry.value);
                if (row.present()) {
                    visit.accept(row);
                }
            });
        }
    }

    void put(KnownRow<V> row) {
        store.put(prefix + row.id(), codec.encode(row));
    }

    /** Forgets every row, the memory of those that are gone among them, and answers the ids of those present. */
    List<String> forgetAll() {
        var present = new ArrayList<String>();
        forEachPresent(row -> present.add(row.id()));
        var keys = new ArrayList<String>();
        try (var rows = store.prefixScan(prefix, KEYS)) {
            rows.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(store::delete);
        return present;
    }
}
