package dev.companion.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Avro binary without a registry's prefix: reads with the assumption that writer and reader have the same schema. */
final class PlainAvro {

    private PlainAvro() {}

    static final class Writer implements Serializer<Object> {

        @Override
        public byte @Nullable [] serialize(String topic, @Nullable Object value) {
            if (value == null) {
                return null;
            }
            var record = (SpecificRecord) value;
            var bytes = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            try {
                new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
                encoder.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    static final class Reader implements Deserializer<Object> {

        @Override
        public Object deserialize(String topic, byte[] bytes) {
            throw new UnsupportedOperationException("plain Avro needs the expected type");
        }

        <V extends SpecificRecord> V read(Class<V> type, byte[] bytes) {
            try {
                return new SpecificDatumReader<V>(SpecificData.get().getSchema(type))
                        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
            } catch (IOException e) {
                throw new org.apache.kafka.common.errors.SerializationException(
                        "not an Avro " + type.getSimpleName(), e);
            }
        }
    }
}
