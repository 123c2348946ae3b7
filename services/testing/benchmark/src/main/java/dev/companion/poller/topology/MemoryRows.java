package dev.companion.poller.topology;

import dev.companion.poller.domain.KnownRow;
import dev.companion.poller.domain.KnownRows;
import dev.companion.poller.domain.Site;
import dev.companion.runtime.StateStores;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The poller's own store of known sites, of one tenant and without its changelog. */
public final class MemoryRows implements KnownRows<Site>, AutoCloseable {

    private static final String NAME = "known-sites";

    private final TopologyTestDriver driver;
    private final KnownStore<Site> store;

    public MemoryRows(String tenant) {
        var topology = new Topology()
                .addSource("nothing", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "nothing")
                .addProcessor("rows", Rows::new, "nothing")
                .addStateStore(StateStores.of(NAME, Serdes.ByteArray()).withLoggingDisabled(), "rows");
        this.driver = new TopologyTestDriver(topology);
        this.store = new KnownStore<>(driver.getKeyValueStore(NAME), RowCodec.SITES, tenant);
    }

    /** Required because a store has an owner. */
    private static final class Rows implements Processor<byte[], byte[], byte[], byte[]> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            throw new IllegalStateException("nothing is ever sent here");
        }
    }

    @Override
    public void close() {
        driver.close();
    }

    @Override
    public @Nullable KnownRow<Site> find(String id) {
        return store.find(id);
    }

    @Override
    public void forEachPresent(Consumer<KnownRow<Site>> visit) {
        store.forEachPresent(visit);
    }

    public void put(KnownRow<Site> row) {
        store.put(row);
    }
}
