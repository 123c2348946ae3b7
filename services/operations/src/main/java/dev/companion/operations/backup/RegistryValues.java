package dev.companion.operations.backup;

import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.TopicSerdes;
import dev.companion.schemas.Topic;
import dev.companion.serde.JavaProperties;
import dev.companion.serde.RegistryAvroDeserializer;
import dev.companion.serde.RegistryClient;
import dev.companion.serde.RegistryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The values of a topic with a schema. An id means a schema in one registry only, so a value is read by the id of the registry
 * it was written with, and written with the id of the registry that is there now.
 */
final class RegistryValues implements Values {

    private static final int PREFIX = 1 + Integer.BYTES;

    private final Topic<?> topic;
    private final Schema schema;
    private final RegistryClient registry;
    private final RegistryAvroDeserializer deserializer = new RegistryAvroDeserializer();
    private final Map<Schema, String> lost = new HashMap<>();
    private @Nullable Integer id;

    RegistryValues(Topic<?> topic, RuntimeProperties properties) {
        this.topic = topic;
        this.schema = schemaOf(topic);
        var config = TopicSerdes.registryConfig(properties);
        this.registry = RegistryClient.of(config);
        config.put("specific.avro.reader", false);
        deserializer.configure(config, false);
    }

    /** As it is in a file of a backup. */
    static Schema schemaOf(Topic<?> topic) {
        return JavaProperties.without(topic.schema());
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String fingerprint() {
        return fingerprint(schema);
    }

    static String fingerprint(Schema schema) {
        return HexFormat.of().toHexDigits(SchemaNormalization.parsingFingerprint64(schema));
    }

    @Override
    public Object read(byte[] value) throws Unreadable {
        var record = decoded(value);
        var writer = record.getSchema();
        var loss = lost.computeIfAbsent(writer, each -> String.join(", ", SchemaLoss.of(each, schema)));
        if (!loss.isEmpty()) {
            throw new Unreadable("it was written by a newer version, and this build would lose " + loss);
        }
        return writer.equals(schema) ? record : converted(record, writer);
    }

    private GenericRecord decoded(byte[] value) throws Unreadable {
        try {
            if (deserializer.deserialize(topic.name(), value) instanceof GenericRecord record) {
                return record;
            }
            throw new Unreadable("it is no record");
        } catch (RegistryException e) {
            if (e.isRetryable()) {
                throw e;
            }
            throw new Unreadable(String.valueOf(e.getMessage()));
        } catch (SerializationException e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private Object converted(GenericRecord record, Schema writer) throws Unreadable {
        try {
            return new GenericDatumReader<>(writer, schema)
                    .read(null, DecoderFactory.get().binaryDecoder(binary(record, writer), null));
        } catch (IOException | RuntimeException e) {
            throw new Unreadable("this build cannot read its schema (%s)"
                    .formatted(e.getClass().getSimpleName()));
        }
    }

    @Override
    public byte[] write(Object value) {
        if (id == null) {
            id = registry.lookUp(topic.subject(), schema);
        }
        var binary = binary(value, schema);
        return ByteBuffer.allocate(PREFIX + binary.length)
                .put((byte) 0)
                .putInt(id)
                .put(binary)
                .array();
    }

    private static byte[] binary(Object value, Schema schema) {
        var out = new ByteArrayOutputStream();
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<>(schema).write(value, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
