package dev.companion.resolver.topology;

import dev.companion.decision.StoreSpec;
import dev.companion.resolver.domain.DiscrepancyController;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * The bytes of a service's stores, as changelogs hold them. The driver does not restore stores, so a processor that is
 * initialised before all others does it.
 */
final class StoredState {

    static final String RESTORER = "restore";

    private final Map<String, Map<String, byte[]>> stores = new LinkedHashMap<>();

    static StoredState of(TopologyTestDriver driver) {
        var state = new StoredState();
        driver.getAllStateStores().forEach((name, store) -> {
            try (var all = bytesOf(store).all()) {
                all.forEachRemaining(
                        entry -> state.put(name, new String(entry.key.get(), StandardCharsets.UTF_8), entry.value));
            }
        });
        return state;
    }

    StoredState with(String store, String key, String json) {
        put(store, key, json.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Returns every value of every store, by store and key. */
    Map<String, Map<String, String>> values() {
        var values = new TreeMap<String, Map<String, String>>();
        stores.forEach((store, entries) -> {
            var texts = new TreeMap<String, String>();
            entries.forEach((key, value) -> texts.put(key, new String(value, StandardCharsets.UTF_8)));
            values.put(store, texts);
        });
        return values;
    }

    private void put(String store, String key, byte[] value) {
        stores.computeIfAbsent(store, _ -> new LinkedHashMap<>()).put(key, value);
    }

    /** Returns the names of the stores to connect to the restorer once they are defined. */
    String[] defineBefore(Topology topology) {
        topology.addSource("read nothing", new StringDeserializer(), new StringDeserializer(), "nothing");
        topology.addProcessor(RESTORER, this::restorer, "read nothing");
        return DiscrepancyController.STORES.stream().map(StoreSpec::name).toArray(String[]::new);
    }

    private Processor<String, String, Void, Void> restorer() {
        return new Processor<>() {
            @Override
            public void init(ProcessorContext<Void, Void> context) {
                stores.forEach((name, entries) -> {
                    KeyValueStore<Bytes, byte[]> into = bytesOf(context.getStateStore(name));
                    entries.forEach((key, value) -> into.put(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)), value));
                });
            }

            @Override
            public void process(Record<String, String> record) {
                throw new IllegalStateException("nothing is ever written to this topic");
            }
        };
    }

    /** Returns the store below the layers that translate values and log changes. */
    @SuppressWarnings("unchecked")
    private static KeyValueStore<Bytes, byte[]> bytesOf(StateStore store) {
        var inner = store;
        while (inner instanceof WrappedStateStore<?, ?, ?> outer) {
            inner = outer.wrapped();
        }
        return (KeyValueStore<Bytes, byte[]>) inner;
    }
}
