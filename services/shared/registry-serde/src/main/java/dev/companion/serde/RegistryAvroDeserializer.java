package dev.companion.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link RegistryAvroSerializer} or Confluent's serializer has written.
 *
 * <p>With {@code specific.avro.reader=true}, reads into the generated class of the schema's full name, whose own schema
 * decides what the program sees; otherwise into a generic record of the writer's schema. Null stays null. Thread-safe.
 *
 * <p>Throws {@link RegistryException} if the schema is not available, and another {@link SerializationException} if the
 * bytes are not a record of it. Neither message quotes the bytes.
 */
public final class RegistryAvroDeserializer implements Deserializer<Object> {

    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private final ConcurrentMap<Integer, DatumReader<Object>> readers = new ConcurrentHashMap<>();
    private @Nullable RegistryClient registry;
    private boolean specific;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        specific = SerdeSettings.of(config, isKey).specificReader();
        registry = RegistryClient.of(config);
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        RegistryClient registry = this.registry;
        if (registry == null) {
            throw new IllegalStateException("configure has not been called");
        }
        if (data.length < HEADER_BYTES) {
            throw new SerializationException("Cannot read from topic " + topic + ": " + data.length
                    + " bytes are too few (expected: >= " + HEADER_BYTES + "); its producer does not use a registry.");
        }
        ByteBuffer header = ByteBuffer.wrap(data, 0, HEADER_BYTES);
        byte magic = header.get();
        if (magic != RegistryAvroSerializer.MAGIC) {
            throw new SerializationException("Cannot read from topic " + topic + ": the first byte is " + magic
                    + " (expected: 0); its producer does not use a registry.");
        }
        int id = header.getInt();
        DatumReader<Object> reader = readers.get(id);
        if (reader == null) {
            reader = reader(topic, registry.byId(id));
            readers.put(id, reader);
        }
        return decoded(topic, id, data, reader);
    }

    // Messages of the cause are left out because Avro and its conversions quote values in them.
    private static Object decoded(String topic, int id, byte[] data, DatumReader<Object> reader) {
        try {
            BoundedDecoder decoder = new BoundedDecoder(data, HEADER_BYTES, data.length - HEADER_BYTES);
            Object value = reader.read(null, decoder);
            if (decoder.isEnd()) {
                return value;
            }
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "Cannot read from topic " + topic + ": the bytes are not a record of schema" + " id " + id + " ("
                            + e.getClass().getSimpleName() + ").");
        }
        throw new SerializationException("Cannot read from topic " + topic + ": bytes are left over after the record of"
                + " schema id " + id + ".");
    }

    private DatumReader<Object> reader(String topic, Schema writer) {
        if (!specific || writer.getType() != Schema.Type.RECORD) {
            return new GenericDatumReader<>(writer);
        }
        Class<?> type = generatedClass(writer);
        if (type == null) {
            throw new SerializationException("Cannot read from topic " + topic + ": there is no class "
                    + writer.getFullName() + " here. Add its module, or set specific.avro.reader=false.");
        }
        // A generated class's own model looks for nested classes in Avro's class loader, which may differ from the
        // class's own.
        SpecificData model = new SpecificData(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(model::addLogicalTypeConversion);
        return new SpecificDatumReader<>(writer, model.getSchema(type), model);
    }

    private static @Nullable Class<?> generatedClass(Schema schema) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        Class<?> type = context == null ? null : new SpecificData(context).getClass(schema);
        if (type == null) {
            type = new SpecificData(RegistryAvroDeserializer.class.getClassLoader()).getClass(schema);
        }
        // The name comes from the registry, so it must not instantiate arbitrary classes of the program.
        return type != null && SpecificRecord.class.isAssignableFrom(type) ? type : null;
    }
}
