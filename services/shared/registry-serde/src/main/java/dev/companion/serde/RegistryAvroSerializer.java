package dev.companion.serde;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes an Avro record as a zero byte, the schema's id in four bytes, most significant first, and Avro binary.
 *
 * <p>Accepts generated and generic records. Null stays null, so a tombstone stays one. The first record of a schema
 * asks the registry, later ones do not. Safe for the threads of one producer.
 *
 * <p>Throws {@link RegistryException} if the id is not available, and another {@link SerializationException} if the
 * record does not fit its schema. Neither message quotes the record.
 */
public final class RegistryAvroSerializer implements Serializer<Object> {

    static final int MAGIC = 0;

    private final ConcurrentMap<Schema, DatumWriter<Object>> writers = new ConcurrentHashMap<>();
    private @Nullable RegistryClient registry;
    private @Nullable SerdeSettings settings;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        settings = SerdeSettings.of(config, isKey);
        registry = RegistryClient.of(config);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Object data) {
        if (data == null) {
            return null;
        }
        RegistryClient registry = this.registry;
        SerdeSettings settings = this.settings;
        if (registry == null || settings == null) {
            throw new IllegalStateException("configure has not been called");
        }
        if (!(data instanceof IndexedRecord value)) {
            throw new SerializationException("Cannot write to topic " + topic + ": a "
                    + data.getClass().getName() + " is not an Avro record; hand over a generated or generic record.");
        }
        Schema schema = value.getSchema();
        String subject = settings.strategy().subject(topic, settings.isKey(), schema);
        if (!settings.autoRegister() && settings.useLatest()) {
            RegisteredSchema latest = registry.latest(subject);
            return framed(latest.id(), asVersion(topic, value, latest.schema()));
        }
        int id = settings.autoRegister() ? registry.register(subject, schema) : registry.lookUp(subject, schema);
        return framed(id, encoded(topic, value, writers.computeIfAbsent(schema, own -> writer(value, own))));
    }

    /**
     * The record in another version of its schema. Fields are matched by name, and fields that the record lacks get
     * their default; matching by position alone, as a writer does, could put values into the wrong field.
     */
    private byte[] asVersion(String topic, IndexedRecord value, Schema version) {
        Schema own = value.getSchema();
        byte[] written = encoded(topic, value, writers.computeIfAbsent(own, schema -> writer(value, schema)));
        if (version.equals(own) || version.equals(JavaProperties.without(own))) {
            return written;
        }
        Object converted;
        try {
            converted = new GenericDatumReader<>(own, version)
                    .read(null, DecoderFactory.get().binaryDecoder(written, null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("Cannot write to topic " + topic + ": the subject's latest version of "
                    + version.getFullName() + " cannot be filled from the program's own version ("
                    + e.getClass().getSimpleName() + "). Upgrade the program, or set use.latest.version=false.");
        }
        return encoded(topic, converted, new GenericDatumWriter<>(version));
    }

    private static DatumWriter<Object> writer(IndexedRecord value, Schema schema) {
        return value instanceof SpecificRecord ? new SpecificDatumWriter<>(schema) : new GenericDatumWriter<>(schema);
    }

    // Messages of the cause are left out because Avro quotes values in them.
    private static byte[] encoded(String topic, Object value, DatumWriter<Object> writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(value, EncoderFactory.get().directBinaryEncoder(out, null));
        } catch (IOException
                | AvroRuntimeException
                | ClassCastException
                | NullPointerException
                | ArithmeticException
                | DateTimeException e) {
            throw new SerializationException("Cannot write to topic " + topic + ": the record does not fit its schema"
                    + " (" + e.getClass().getSimpleName()
                    + "); a required field is unset, holds another type, or is out of range.");
        }
        return out.toByteArray();
    }

    private static byte[] framed(int id, byte[] avro) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 + Integer.BYTES + avro.length);
        try (DataOutputStream frame = new DataOutputStream(out)) {
            frame.writeByte(MAGIC);
            frame.writeInt(id);
            frame.write(avro);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return out.toByteArray();
    }
}
