package dev.companion.runtime;

import dev.companion.schemas.Topic;
import dev.companion.shared.EventMetadata;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The CloudEvents Kafka binding in binary mode: an event's id, type and time as headers, its value untouched. */
final class CloudEventHeaders {

    private static final byte[] SPEC_VERSION = utf8("1.0");
    private static final byte[] CONTENT_TYPE = utf8("application/avro");

    private final byte[] source;
    private final byte[] type;

    CloudEventHeaders(String service, Topic<?> topic) {
        this.source = utf8("/companion/" + service);
        this.type = utf8(topic.type().getName() + ".v1");
    }

    /** A tombstone has no value and so no event id; it has source and type only. */
    void addTo(Headers headers, @Nullable SpecificRecord value) {
        headers.remove("ce_specversion").add("ce_specversion", SPEC_VERSION);
        headers.remove("ce_source").add("ce_source", source);
        headers.remove("ce_type").add("ce_type", type);
        headers.remove("content-type").add("content-type", CONTENT_TYPE);
        headers.remove("ce_id");
        headers.remove("ce_time");
        if (value != null && value.get(0) instanceof EventMetadata metadata) {
            headers.add("ce_id", utf8(metadata.getEventId()));
            headers.add("ce_time", utf8(metadata.getOccurredAt().toString()));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
