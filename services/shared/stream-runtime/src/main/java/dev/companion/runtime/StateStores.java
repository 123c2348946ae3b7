package dev.companion.runtime;

import dev.companion.decision.StoreSpec;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores of a service's private state: in memory, restored from a changelog. The values are JSON of plain records, and
 * only the service reads them: a newer version may add a component (null for older values), and an older version
 * ignores components that it does not know.
 */
public final class StateStores {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private StateStores() {}

    /** A store for a table of the ledger, with values as JSON of plain records. */
    public static <V> StoreBuilder<KeyValueStore<String, V>> json(StoreSpec<V> spec) {
        return json(spec.name(), spec.type());
    }

    /** A store of plain records by string key. */
    public static <V> StoreBuilder<KeyValueStore<String, V>> json(String name, Class<V> type) {
        return of(name, jsonSerde(type));
    }

    /** A store with the service's own serde. */
    public static <V> StoreBuilder<KeyValueStore<String, V>> of(String name, Serde<V> serde) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde)
                .withLoggingEnabled(Map.of()) // the topic's settings come from KafkaClients
                .withCachingDisabled();
    }

    static <V> Serde<V> jsonSerde(Class<V> type) {
        return Serdes.serdeFrom(new JsonWriter<>(), new JsonReader<>(type));
    }

    private static final class JsonWriter<V> implements Serializer<V> {

        @Override
        public byte @Nullable [] serialize(String topic, @Nullable V value) {
            return value == null ? null : JSON.writeValueAsBytes(value);
        }
    }

    private record JsonReader<V>(Class<V> type) implements Deserializer<V> {

        @Override
        public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            try {
                return JSON.readValue(bytes, type);
            } catch (JacksonException e) {
                // The cause is left out: its message quotes the value.
                throw new SerializationException(
                        "state of %s in %s: cannot be read back".formatted(type.getName(), topic));
            }
        }
    }
}
