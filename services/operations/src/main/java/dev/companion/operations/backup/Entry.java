package dev.companion.operations.backup;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic as it is in a file of a backup.
 *
 * @param value a generic record of the topic's schema, or bytes
 */
record Entry(int partition, long timestamp, byte @Nullable [] key, Headers headers, Object value) {

    private static final String NAMESPACE = "dev.companion.backup";
    private static final Schema HEADER = SchemaBuilder.record("Header")
            .namespace(NAMESPACE)
            .fields()
            .requiredString("name")
            .optionalBytes("value")
            .endRecord();

    /** The schema of a file whose values have this schema. */
    static Schema schema(Schema value) {
        return SchemaBuilder.record("Entry")
                .namespace(NAMESPACE)
                .fields()
                .requiredInt("partition")
                .requiredLong("timestamp")
                .optionalBytes("key")
                .name("headers")
                .type(Schema.createArray(HEADER))
                .noDefault()
                .name("value")
                .type(value)
                .noDefault()
                .endRecord();
    }

    /** The schema of the values in a file; empty if it is not a file of a backup. */
    static Optional<Schema> valueSchema(Schema file) {
        if (file.getType() != Schema.Type.RECORD || file.getField("value") == null) {
            return Optional.empty();
        }
        var value = file.getField("value").schema();
        return schema(value).equals(file) ? Optional.of(value) : Optional.empty();
    }

    GenericRecord toAvro(Schema schema) {
        var all = new ArrayList<GenericRecord>();
        for (var header : headers) {
            var each = new GenericData.Record(HEADER);
            each.put("name", header.key());
            each.put("value", header.value() == null ? null : ByteBuffer.wrap(header.value()));
            all.add(each);
        }
        var entry = new GenericData.Record(schema);
        entry.put("partition", partition);
        entry.put("timestamp", timestamp);
        entry.put("key", key == null ? null : ByteBuffer.wrap(key));
        entry.put("headers", all);
        entry.put("value", value);
        return entry;
    }

    static Entry of(GenericRecord entry) {
        var headers = new RecordHeaders();
        for (var header : (List<?>) entry.get("headers")) {
            var each = (GenericRecord) header;
            headers.add(each.get("name").toString(), bytes(each.get("value")));
        }
        return new Entry(
                (Integer) entry.get("partition"),
                (Long) entry.get("timestamp"),
                bytes(entry.get("key")),
                headers,
                entry.get("value"));
    }

    static byte @Nullable [] bytes(@Nullable Object buffer) {
        if (buffer == null) {
            return null;
        }
        var view = ((ByteBuffer) buffer).duplicate();
        var bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }
}
