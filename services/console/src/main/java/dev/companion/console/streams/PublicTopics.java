package dev.companion.console.streams;

import dev.companion.console.streams.PublicTopic.GroupLag;
import dev.companion.schemas.TopicCatalogue.Row;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The public topics as they were at the last look. A request or a scrape never asks the brokers.
 *
 * <ul>
 *   <li>{@code companion.topics.bytes{topic}}: size on disk, of one replica.
 *   <li>{@code companion.topics.offsets{topic}}: offsets that were ever given.
 *   <li>{@code companion.topics.slowest.lag{topic}}: lag of the slowest known consumer group.
 * </ul>
 *
 * Each is not a number while it is not known.
 */
public final class PublicTopics {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private record Seen(Instant at, Map<String, TopicLook> topics) {}

    /**
     * The topics at one moment.
     *
     * @param at when the brokers were asked; null if they never answered
     */
    public record Snapshot(@Nullable Instant at, List<PublicTopic> topics) {}

    private final List<Row> rows;
    private final Deque<Seen> looks = new ArrayDeque<>();
    private volatile Snapshot now = new Snapshot(null, List.of());

    public PublicTopics(List<Row> rows, MeterRegistry meters) {
        this.rows = List.copyOf(rows);
        for (var row : rows) {
            gauge(meters, "companion.topics.bytes", row, topic -> or(topic.bytes()));
            gauge(meters, "companion.topics.offsets", row, PublicTopic::offsets);
            gauge(meters, "companion.topics.slowest.lag", row, topic -> {
                var slowest = topic.slowest();
                return slowest == null ? Double.NaN : slowest.lag();
            });
        }
    }

    private void gauge(MeterRegistry meters, String name, Row row, ToDoubleFunction<PublicTopic> value) {
        Gauge.builder(
                        name,
                        this,
                        all -> all.now.topics().stream()
                                .filter(topic -> topic.topic().equals(row.name()))
                                .mapToDouble(value)
                                .findFirst()
                                .orElse(Double.NaN))
                .tags("service", "console", "topic", row.name())
                .register(meters);
    }

    private static double or(@Nullable Long value) {
        return value == null ? Double.NaN : value;
    }

    public Snapshot now() {
        return now;
    }

    /** Takes what the brokers said. One caller at a time. */
    public void put(Instant at, Map<String, TopicLook> topics) {
        looks.addLast(new Seen(at, Map.copyOf(topics)));
        while (looks.size() > 2 && looks.getFirst().at().isBefore(at.minus(WINDOW))) {
            looks.removeFirst();
        }
        now = new Snapshot(
                at,
                rows.stream()
                        .filter(row -> topics.containsKey(row.name()))
                        .map(row -> topic(row, java.util.Objects.requireNonNull(topics.get(row.name())), at))
                        .toList());
    }

    private PublicTopic topic(Row row, TopicLook look, Instant at) {
        var groups = look.groups();
        return new PublicTopic(
                row.name(),
                look.size(),
                look.written(),
                look.span(),
                perMinute(row.name(), look, at),
                row.retention() == null ? Compaction.of(look) : null,
                GroupLag.slowest(groups),
                groups == null ? null : groups.size());
    }

    /** A topic that was made again has fewer offsets than before: its growth is known from the next look on. */
    private @Nullable Double perMinute(String topic, TopicLook look, Instant at) {
        var oldest = looks.getFirst();
        var before = oldest.topics().get(topic);
        var seconds = Duration.between(oldest.at(), at).toSeconds();
        if (before == null || seconds <= 0 || look.written() < before.written()) {
            return null;
        }
        return Math.round((look.written() - before.written()) * 600.0 / seconds) / 10.0;
    }
}
