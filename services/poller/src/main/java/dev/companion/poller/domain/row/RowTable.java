package dev.companion.poller.domain.row;

import dev.companion.decision.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The known rows of one owner in a table of encoded rows: those of a tenant, or of one company of a tenant. */
public final class RowTable<V extends Observed<V>> implements KnownRows<V> {

    private final Table<byte[]> table;
    private final RowCodec<V> codec;
    private final String prefix;

    /** @param owner prefix of all keys, such as a tenant's id */
    public RowTable(Table<byte[]> table, RowCodec<V> codec, String owner) {
        this.table = table;
        this.codec = codec;
        this.prefix = owner + "|";
    }

    @Override
    public @Nullable KnownRow<V> find(String id) {
        var bytes = table.get(prefix + id);
        return bytes == null ? null : codec.decode(id, bytes);
    }

    @Override
    public void forEachPresent(Consumer<KnownRow<V>> visitor) {
        table.forEachWithPrefix(prefix, (key, bytes) -> {
            var row = codec.decode(key.substring(key.lastIndexOf('|') + 1), bytes);
            if (row.present()) {
                visitor.accept(row);
            }
        });
    }

    public void put(KnownRow<V> row) {
        table.put(prefix + row.id(), codec.encode(row));
    }

    /** Removes all rows, including those kept for ids that are gone, and returns the ids of the rows that were present. */
    public List<String> removeAll() {
        var present = new ArrayList<String>();
        forEachPresent(row -> present.add(row.id()));
        var keys = new ArrayList<String>();
        table.forEachWithPrefix(prefix, (key, _) -> keys.add(key));
        keys.forEach(table::remove);
        return present;
    }
}
