package dev.companion.benchmark;

import dev.companion.decision.Ledger;
import dev.companion.decision.StoreSpec;
import dev.companion.decision.Table;
import dev.companion.poller.domain.row.KnownRow;
import dev.companion.poller.domain.row.KnownRows;
import dev.companion.poller.domain.row.RowCodec;
import dev.companion.poller.domain.row.RowTable;
import dev.companion.poller.domain.row.Site;
import dev.companion.runtime.StateStores;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The poller's table of known sites, of one tenant: a ledger over the same kind of store, without its changelog. */
final class MemoryRows implements KnownRows<Site>, AutoCloseable {

    private static final StoreSpec<byte[]> SITES = new StoreSpec<>("known-sites", byte[].class);

    private final TopologyTestDriver driver;
    private final Ledger ledger;
    private final RowTable<Site> rows;

    MemoryRows(String tenant) {
        var topology = new Topology()
                .addSource("nothing", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "nothing")
                .addProcessor("rows", Rows::new, "nothing")
                .addStateStore(StateStores.of(SITES.name(), Serdes.ByteArray()).withLoggingDisabled(), "rows");
        this.driver = new TopologyTestDriver(topology);
        this.ledger = new Ledger(new Ledger.Storage() {
            @Override
            public <V> Table<V> table(StoreSpec<V> spec) {
                return new StoreTable<>(driver.getKeyValueStore(spec.name()));
            }
        });
        this.rows = new RowTable<>(ledger.table(SITES), RowCodec.SITES, tenant);
    }

    /** Only exists because a store must have a processor. */
    private static final class Rows implements Processor<byte[], byte[], byte[], byte[]> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            throw new IllegalStateException("nothing is ever sent here");
        }
    }

    /** A state store as a table, as the service has it. */
    private record StoreTable<V>(KeyValueStore<String, V> store) implements Table<V> {

        private static final StringSerializer KEYS = new StringSerializer();

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
            try (var entries = store.prefixScan(prefix, KEYS)) {
                while (entries.hasNext()) {
                    var entry = entries.next();
                    if (!visitor.test(entry.key, entry.value)) {
                        return;
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        driver.close();
    }

    @Override
    public @Nullable KnownRow<Site> find(String id) {
        return rows.find(id);
    }

    @Override
    public void forEachPresent(Consumer<KnownRow<Site>> visitor) {
        rows.forEachPresent(visitor);
    }

    void put(KnownRow<Site> row) {
        rows.put(row);
    }

    /** The decision about one page has ended. */
    void commit() {
        ledger.commit();
    }
}
