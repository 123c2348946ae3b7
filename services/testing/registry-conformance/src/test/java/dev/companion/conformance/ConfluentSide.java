package dev.companion.conformance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;

/**
 * What a stranger's program would use: Confluent's registry client, Flink's coder for the bytes in front and another
 * copy of Avro for those behind. Not one class is shared with the serde under test.
 */
final class ConfluentSide {

    private static final int CACHE_SIZE = 100;

    private final SchemaRegistryClient client;

    ConfluentSide(String url) {
        this.client = new CachedSchemaRegistryClient(url, CACHE_SIZE);
    }

    SchemaRegistryClient client() {
        return client;
    }

    int register(String subject, String schema) throws IOException, RestClientException {
        return client.register(subject, new AvroSchema(schema));
    }

    /** The id of exactly this text in the subject. */
    int lookUp(String subject, String schema) throws IOException, RestClientException {
        return client.getId(subject, new AvroSchema(schema));
    }

    GenericRecord read(byte[] message) throws IOException {
        var in = new ByteArrayInputStream(message);
        Schema writer = new ConfluentSchemaRegistryCoder(client).readSchema(in);
        return new GenericDatumReader<GenericRecord>(writer)
                .read(null, DecoderFactory.get().binaryDecoder(in, null));
    }

    /** Registers the record's schema if need be, and writes what Confluent's serializer would. */
    byte[] write(String subject, GenericRecord value) throws IOException {
        var out = new ByteArrayOutputStream();
        new ConfluentSchemaRegistryCoder(subject, client).writeSchema(value.getSchema(), out);
        new GenericDatumWriter<GenericRecord>(value.getSchema())
                .write(value, EncoderFactory.get().directBinaryEncoder(out, null));
        return out.toByteArray();
    }

    /** The same record in this side's copy of Avro. */
    static GenericRecord fromAvro(String schema, byte[] avro) throws IOException {
        return new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(schema))
                .read(null, DecoderFactory.get().binaryDecoder(avro, null));
    }
}
