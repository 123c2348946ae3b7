package dev.companion.runtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Receives the records of a topic one by one, in the order of each partition, always on the same thread. */
@FunctionalInterface
public interface TopicHandler<V> {

    /** @param value null if the entity is gone */
    void accept(String key, @Nullable V value, RecordPosition position);

    /** The position of a record, and when it was written. */
    record RecordPosition(String topic, int partition, long offset, Instant timestamp) {}
}
