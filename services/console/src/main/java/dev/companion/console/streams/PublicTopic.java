package dev.companion.console.streams;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One public topic.
 *
 * @param topic its name in this installation
 * @param bytes size on disk, of one replica; null if the brokers do not tell it
 * @param offsets offsets that were ever given, those of transaction markers included
 * @param span offsets between the first and the end; the records are fewer
 * @param perMinute offsets given a minute, over the last five minutes; null until there are two looks
 * @param compaction null for a topic of changes, which is not compacted
 * @param slowest the consumer group with the largest lag; null if none is known
 * @param groups known consumer groups; null if the brokers do not tell them
 */
public record PublicTopic(
        String topic,
        @Nullable Long bytes,
        long offsets,
        long span,
        @Nullable Double perMinute,
        @Nullable Compaction compaction,
        @Nullable GroupLag slowest,
        @Nullable Integer groups) {

    /**
     * A consumer group.
     *
     * @param group its id
     * @param lag offsets that it has not read; one in each partition may be a transaction marker for ever
     */
    public record GroupLag(String group, long lag) {

        static @Nullable GroupLag slowest(@Nullable Map<String, Long> lags) {
            if (lags == null) {
                return null;
            }
            return lags.entrySet().stream()
                    .map(entry -> new GroupLag(entry.getKey(), entry.getValue()))
                    .max(java.util.Comparator.comparingLong(GroupLag::lag)
                            .thenComparing(GroupLag::group, java.util.Comparator.reverseOrder()))
                    .orElse(null);
        }
    }
}
