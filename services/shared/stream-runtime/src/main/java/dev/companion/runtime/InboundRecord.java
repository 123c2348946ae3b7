package dev.companion.runtime;

import dev.companion.schemas.Topic;
import dev.companion.shared.EventMetadata;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read.
 *
 * @param value null if the record is a tombstone
 * @param timestamp of the record, not of its arrival
 */
public record InboundRecord(
        String topic, String key, @Nullable SpecificRecord value, Instant timestamp) {

    public boolean isOf(Topic<?> candidate) {
        return topic.equals(candidate.name());
    }

    /** Returns the id of the event that the record is; null for a tombstone and for records without metadata. */
    public @Nullable String eventId() {
        if (value == null) {
            return null;
        }
        var field = value.getSchema().getField("metadata");
        return field != null && value.get(field.pos()) instanceof EventMetadata metadata ? metadata.getEventId() : null;
    }
}
