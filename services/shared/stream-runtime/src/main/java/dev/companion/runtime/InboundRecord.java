package dev.companion.runtime;

import dev.companion.schemas.Topic;
import dev.companion.shared.EventMetadata;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read.
 *
 * @param value null if the record is a tombstone
 * @param timestamp of the record, not of its arrival
 * @param eventId id of the event that the record is; null if neither its metadata nor its headers have one
 */
public record InboundRecord(
        String topic,
        String key,
        @Nullable SpecificRecord value,
        Instant timestamp,
        @Nullable String eventId) {

    static InboundRecord of(String topic, Record<String, SpecificRecord> record) {
        var value = record.value();
        return new InboundRecord(
                topic,
                record.key(),
                value,
                Instant.ofEpochMilli(record.timestamp()),
                value == null ? CloudEventHeaders.eventId(record.headers()) : eventIdIn(value));
    }

    public boolean isOf(Topic<?> candidate) {
        return topic.equals(candidate.name());
    }

    private static @Nullable String eventIdIn(SpecificRecord value) {
        var field = value.getSchema().getField("metadata");
        return field != null && value.get(field.pos()) instanceof EventMetadata metadata ? metadata.getEventId() : null;
    }
}
