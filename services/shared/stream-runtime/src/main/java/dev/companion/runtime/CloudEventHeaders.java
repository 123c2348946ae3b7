package dev.companion.runtime;

import dev.companion.runtime.OutboundRecords.Removal;
import dev.companion.runtime.log.HarmlessText;
import dev.companion.schemas.Topic;
import dev.companion.shared.EventMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents Kafka binding in binary mode: an event's id, type, time and cause as headers, its value untouched. The
 * cause is the extension attribute {@code causedby}.
 */
final class CloudEventHeaders {

    private static final String ID = "ce_id";
    private static final String TIME = "ce_time";
    private static final String CAUSED_BY = "ce_causedby";
    private static final String SUBJECT = "ce_subject";
    private static final byte[] SPEC_VERSION = utf8("1.0");
    /** Says that the Avro binary is behind a zero byte and the id of its schema. */
    private static final byte[] CONTENT_TYPE = utf8("application/avro;framing=confluent");

    private final byte[] source;
    private final byte[] type;

    CloudEventHeaders(String service, Topic<?> topic) {
        this.source = utf8("/companion/" + service);
        this.type = utf8(topic.type().getName() + ".v1");
    }

    /** Adds what a tombstone, which has no value, cannot say for itself. The topic's serializer adds the rest. */
    static void addTo(Headers headers, Removal removal) {
        identify(headers, removal.eventId(), removal.at(), removal.causedBy());
    }

    /** Adds what the record is about, which the serializer does not see: its key. */
    static void addSubject(Headers headers, String key) {
        headers.remove(SUBJECT).add(SUBJECT, utf8(key));
    }

    /** Returns the id of the event that a record was written with; null if it has none. */
    static @Nullable String eventId(Headers headers) {
        var id = headers.lastHeader(ID);
        return id == null || id.value() == null ? null : new String(id.value(), StandardCharsets.UTF_8);
    }

    /** The id, time and cause of a tombstone are in the headers already; those of a value are taken from it. */
    void addTo(Headers headers, @Nullable SpecificRecord value) {
        headers.remove("ce_specversion").add("ce_specversion", SPEC_VERSION);
        headers.remove("ce_source").add("ce_source", source);
        headers.remove("ce_type").add("ce_type", type);
        headers.remove("content-type").add("content-type", CONTENT_TYPE);
        if (value == null) {
            return;
        }
        if (value.get(0) instanceof EventMetadata metadata) {
            identify(
                    headers,
                    metadata.getEventId(),
                    metadata.getOccurredAt(),
                    metadata.getCausedBy().orElse(null));
        } else {
            withoutIdentity(headers);
        }
    }

    private static void identify(Headers headers, String eventId, Instant at, @Nullable String causedBy) {
        withoutIdentity(headers);
        headers.add(ID, utf8(eventId)).add(TIME, utf8(at.toString()));
        if (causedBy != null) {
            headers.add(CAUSED_BY, utf8(causedBy));
        }
    }

    private static void withoutIdentity(Headers headers) {
        headers.remove(ID).remove(TIME).remove(CAUSED_BY);
    }

    private static byte[] utf8(String text) {
        return HarmlessText.line(text).getBytes(StandardCharsets.UTF_8);
    }
}
