package dev.companion.operations.backup;

import dev.companion.operations.connection.Connection;
import dev.companion.schemas.Topic;
import dev.companion.schemas.Topics;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;

/** The translation of the values of each topic: by its schema, or as bytes if it is a changelog. */
final class TopicValues {

    private final Connection connection;
    private final Map<String, Values> values = new HashMap<>();

    TopicValues(Connection connection) {
        this.connection = connection;
    }

    Values of(String name) {
        return values.computeIfAbsent(
                name,
                _ -> topic(name)
                        .<Values>map(topic -> new RegistryValues(topic, connection.properties()))
                        .orElseGet(PrivateValues::new));
    }

    /** The schema of the values in a file that this build writes. */
    static Schema schemaOf(String name) {
        return topic(name).map(RegistryValues::schemaOf).orElseGet(() -> new PrivateValues().schema());
    }

    private static Optional<Topic<?>> topic(String name) {
        return Topics.all().stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    /** The values of a changelog: bytes that only their service understands. */
    static final class PrivateValues implements Values {

        @Override
        public Schema schema() {
            return Schema.create(Schema.Type.BYTES);
        }

        @Override
        public String fingerprint() {
            return "";
        }

        @Override
        public Object read(byte[] value) {
            return ByteBuffer.wrap(value);
        }

        @Override
        public byte[] write(Object value) {
            return Objects.requireNonNull(Entry.bytes(value));
        }
    }
}
