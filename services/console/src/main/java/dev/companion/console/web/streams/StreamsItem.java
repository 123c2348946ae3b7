package dev.companion.console.web.streams;

import dev.companion.console.streams.Compaction;
import dev.companion.console.streams.PublicTopic;
import dev.companion.console.streams.PublicTopics;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public topics, for all tenants together.
 *
 * @param at when the brokers were asked; null if they have not answered yet
 * @param topics in the order of the catalogue; empty if the brokers have not answered yet
 */
record StreamsItem(@Nullable Instant at, List<TopicItem> topics) {

    static StreamsItem of(PublicTopics.Snapshot snapshot) {
        return new StreamsItem(
                snapshot.at(), snapshot.topics().stream().map(TopicItem::of).toList());
    }

    /**
     * A public topic.
     *
     * @param topic its name in this installation
     * @param bytes size on disk, of one replica; null if the brokers do not tell it
     * @param offsets offsets that were ever given, those of transaction markers included
     * @param span offsets between the first and the end; the records are fewer
     * @param perMinute offsets given a minute, over the last five minutes; null until there are two looks
     * @param compaction whether older records of a key are removed; null for a topic of changes
     * @param slowest the known consumer group with the largest lag; null if none is known
     * @param groups known consumer groups that have read the topic; null if the brokers do not tell them
     */
    record TopicItem(
            String topic,
            @Nullable Long bytes,
            long offsets,
            long span,
            @Nullable Double perMinute,
            @Nullable Compaction compaction,
            @Nullable GroupItem slowest,
            @Nullable Integer groups) {

        static TopicItem of(PublicTopic topic) {
            var slowest = topic.slowest();
            return new TopicItem(
                    topic.topic(),
                    topic.bytes(),
                    topic.offsets(),
                    topic.span(),
                    topic.perMinute(),
                    topic.compaction(),
                    slowest == null ? null : new GroupItem(slowest.group(), slowest.lag()),
                    topic.groups());
        }
    }

    /**
     * A consumer group.
     *
     * @param group its id
     * @param lag offsets that it has not read; one in each partition may be a transaction marker for ever
     */
    record GroupItem(String group, long lag) {}
}
