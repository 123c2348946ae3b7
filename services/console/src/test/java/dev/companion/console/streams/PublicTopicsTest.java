package dev.companion.console.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.streams.PublicTopic.GroupLag;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublicTopicsTest {

    private static final String SITES = Topics.RMM_SITES.name();
    private static final String CHANGES = Topics.RMM_CHANGES.name();
    private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");
    private static final long SEGMENT = 1_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PublicTopics topics = new PublicTopics(TopicCatalogue.load().publicRows(), meters);

    private static TopicLook look(long end, @Nullable Map<Integer, Long> bytes, @Nullable Map<String, Long> groups) {
        return new TopicLook(Map.of(0, 10L, 1, 0L), Map.of(0, end, 1, 5L), bytes, true, SEGMENT, groups);
    }

    private PublicTopic after(Duration time, TopicLook look) {
        topics.put(START.plus(time), Map.of(SITES, look));
        return topics.now().topics().getFirst();
    }

    private double gauge(String name) {
        return meters.get(name).tag("topic", SITES).gauge().value();
    }

    @Test
    void beforeTheFirstLookNothingIsClaimed() {
        assertThat(topics.now().at()).isNull();
        assertThat(topics.now().topics()).isEmpty();
        assertThat(gauge("companion.topics.offsets")).isNaN();
    }

    @Test
    void sizesAreSumsOverThePartitions() {
        var sites = after(Duration.ZERO, look(100, Map.of(0, 700L, 1, 20L), Map.of()));

        assertThat(sites.topic()).isEqualTo(SITES);
        assertThat(sites.bytes()).isEqualTo(720);
        assertThat(sites.offsets()).isEqualTo(105);
        assertThat(sites.span()).isEqualTo(95);
        assertThat(sites.slowest()).isNull();
        assertThat(sites.groups()).isZero();
        assertThat(gauge("companion.topics.bytes")).isEqualTo(720);
        assertThat(gauge("companion.topics.slowest.lag")).isNaN();
    }

    @Test
    void growthIsThatOfTheLastFiveMinutes() {
        assertThat(after(Duration.ZERO, look(100, null, null)).perMinute()).isNull();
        assertThat(after(Duration.ofSeconds(30), look(115, null, null)).perMinute())
                .isEqualTo(30);

        for (var minute = 1; minute <= 6; minute++) {
            after(Duration.ofMinutes(minute), look(115, null, null));
        }
        assertThat(topics.now().topics().getFirst().perMinute()).isZero();
    }

    @Test
    void aTopicThatWasMadeAgainHasNoNegativeGrowth() {
        after(Duration.ZERO, look(100, null, null));

        assertThat(after(Duration.ofMinutes(1), look(50, null, null)).perMinute())
                .isNull();
    }

    @Test
    void theSlowestGroupIsNamed() {
        var sites = after(Duration.ZERO, look(100, null, Map.of("bi", 4L, "psa", 90L, "zabbix", 90L)));

        assertThat(sites.slowest()).isEqualTo(new GroupLag("psa", 90));
        assertThat(sites.groups()).isEqualTo(3);
        assertThat(gauge("companion.topics.slowest.lag")).isEqualTo(90);
    }

    @Test
    void whatTheBrokersDoNotTellIsNotZero() {
        var sites = after(Duration.ZERO, look(100, null, null));

        assertThat(sites.bytes()).isNull();
        assertThat(sites.groups()).isNull();
        assertThat(sites.compaction()).isEqualTo(Compaction.UNKNOWN);
        assertThat(gauge("companion.topics.bytes")).isNaN();
    }

    @Test
    void compactionIsBehindIfOnePartitionHoldsMoreThanFourSegments() {
        assertThat(after(Duration.ZERO, look(100, Map.of(0, 4 * SEGMENT, 1, 4 * SEGMENT), null))
                        .compaction())
                .isEqualTo(Compaction.OK);
        assertThat(after(Duration.ZERO, look(100, Map.of(0, 0L, 1, 5 * SEGMENT), null))
                        .compaction())
                .isEqualTo(Compaction.BEHIND);
    }

    @Test
    void aStateTopicThatDoesNotCompactIsOffAndOneOfChangesIsNotJudged() {
        var plain = new TopicLook(Map.of(0, 0L), Map.of(0, 1L), Map.of(0, 1L), false, SEGMENT, null);

        topics.put(START, Map.of(SITES, plain, CHANGES, plain));

        assertThat(topics.now().topics())
                .extracting(PublicTopic::topic, PublicTopic::compaction)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(SITES, Compaction.OFF),
                        org.assertj.core.groups.Tuple.tuple(CHANGES, null));
    }
}
