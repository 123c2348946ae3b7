package dev.companion.console.streams;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the brokers say of one topic at one moment.
 *
 * @param starts first offset of each partition
 * @param ends end of each partition for readers of committed records
 * @param bytes size of the largest replica of each partition; null if the brokers do not tell it
 * @param compacts whether its policy is to keep the last record of each key
 * @param segmentBytes size at which a segment is closed; only closed segments are compacted
 * @param groups lag of each consumer group that has read the topic; null if the brokers do not tell it
 */
public record TopicLook(
        Map<Integer, Long> starts,
        Map<Integer, Long> ends,
        @Nullable Map<Integer, Long> bytes,
        boolean compacts,
        long segmentBytes,
        @Nullable Map<String, Long> groups) {

    public TopicLook {
        starts = Map.copyOf(starts);
        ends = Map.copyOf(ends);
        bytes = bytes == null ? null : Map.copyOf(bytes);
        groups = groups == null ? null : Map.copyOf(groups);
    }

    /** Offsets that were ever given. It never falls while the topic lives. */
    long written() {
        return sum(ends);
    }

    /** Offsets between the first and the end: more than there are records. */
    long span() {
        return sum(ends) - sum(starts);
    }

    @Nullable Long size() {
        return bytes == null ? null : sum(bytes);
    }

    private static long sum(Map<Integer, Long> partitions) {
        return partitions.values().stream().mapToLong(Long::longValue).sum();
    }
}
