package dev.companion.runtime;

import dev.companion.shared.EventMetadata;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds the metadata that is first in every record. */
public final class EventMetadatas {

    private EventMetadatas() {}

    /**
     * @param eventId derived from the occurrence, so that a repetition has the same
     * @param at cut to milliseconds, the precision of records
     */
    public static EventMetadata of(String eventId, Instant at, long sequence, @Nullable String causedBy) {
        return EventMetadata.newBuilder()
                .setEventId(eventId)
                .setOccurredAt(at.truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
                .setSequence(sequence)
                .setCausedBy(causedBy)
                .build();
    }
}
