package dev.companion.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class KafkaMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Map<MetricName, Metric> client = new LinkedHashMap<>();

    private record Fixed(MetricName metricName, Object metricValue) implements Metric {}

    private MetricName put(String group, String name, Object value, Map<String, String> tags) {
        var key = new MetricName(name, group, "", tags);
        client.put(key, new Fixed(key, value));
        return key;
    }

    private KafkaMeters bound(boolean byPartition) {
        var meters = new KafkaMeters(registry, "poller", byPartition);
        meters.watch(() -> client);
        return meters;
    }

    @Test
    void threadsAreOneSeriesWithoutAnIdThatIsNewAtEveryStart() {
        put(
                "stream-thread-metrics",
                "commit-latency-max",
                3.0,
                Map.of("thread-id", "companion-poller-4711-StreamThread-1"));
        put(
                "stream-thread-metrics",
                "commit-latency-max",
                5.0,
                Map.of("thread-id", "companion-poller-4711-StreamThread-2"));
        put(
                "stream-thread-metrics",
                "blocked-time-ns-total",
                7.0,
                Map.of("thread-id", "companion-poller-4711-StreamThread-1"));
        put(
                "stream-thread-metrics",
                "blocked-time-ns-total",
                8.0,
                Map.of("thread-id", "companion-poller-4711-StreamThread-2"));

        bound(false);

        assertThat(registry.get("kafka.stream.thread.commit.latency.max")
                        .gauge()
                        .value())
                .isEqualTo(5);
        assertThat(registry.get("kafka.stream.thread.blocked.time.ns.total")
                        .functionCounter()
                        .count())
                .isEqualTo(15);
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.getTags())
                        .extracting(tag -> tag.getKey() + "=" + tag.getValue())
                        .containsExactly("service=poller"));
    }

    @Test
    void aLagIsSummedOverPartitionsAndCountedOnceForBothSpellingsOfATopic() {
        for (var topic : List.of("companion.links.v1", "companion_links_v1")) {
            for (var partition = 0; partition < 12; partition++) {
                put(
                        "consumer-fetch-manager-metrics",
                        "records-lag",
                        2.0,
                        Map.of("client-id", "c", "topic", topic, "partition", Integer.toString(partition)));
            }
        }

        bound(false);

        var lag = registry.get("kafka.consumer.fetch.manager.records.lag").gauges();
        assertThat(lag).singleElement().satisfies(gauge -> {
            assertThat(gauge.value()).isEqualTo(24);
            assertThat(gauge.getId().getTag("topic")).isEqualTo("companion.links.v1");
        });
    }

    @Test
    void partitionsAreShownWhereThatIsAskedFor() {
        for (var partition = 0; partition < 12; partition++) {
            put(
                    "consumer-fetch-manager-metrics",
                    "records-lag",
                    2.0,
                    Map.of("client-id", "c", "topic", "companion.links.v1", "partition", Integer.toString(partition)));
        }

        bound(true);

        assertThat(registry.get("kafka.consumer.fetch.manager.records.lag").gauges())
                .hasSize(12);
    }

    @Test
    void whatIsNotListedAndWhatIsNoNumberIsLeftOut() {
        put("stream-state-metrics", "put-latency-avg", Double.NaN, Map.of("in-memory-state-id", "links"));
        put("stream-metrics", "state", "RUNNING", Map.of("client-id", "c"));
        put("stream-metrics", "client-state", 2, Map.of("client-id", "c"));
        put("stream-thread-metrics", "poll-latency-max", Double.NaN, Map.of("thread-id", "t"));

        bound(false);

        assertThat(registry.getMeters()).hasSize(2);
        assertThat(registry.get("kafka.stream.client.state").gauge().value()).isEqualTo(2);
        assertThat(registry.get("kafka.stream.thread.poll.latency.max").gauge().value())
                .isZero();
    }

    @Test
    void aThreadThatIsReplacedMakesNoNewSeries() {
        var dead = put("stream-thread-metrics", "process-ratio", 0.9, Map.of("thread-id", "StreamThread-1"));
        var meters = bound(false);

        client.remove(dead);
        put("stream-thread-metrics", "process-ratio", 0.2, Map.of("thread-id", "StreamThread-2"));
        meters.refresh();

        assertThat(registry.getMeters()).hasSize(1);
        assertThat(registry.get("kafka.stream.thread.process.ratio").gauge().value())
                .isEqualTo(0.2);
    }

    /** A metric whose value changes. */
    private static final class Counted implements Metric {
        private final MetricName name;
        private double value;

        Counted(MetricName name, double value) {
            this.name = name;
            this.value = value;
        }

        @Override
        public MetricName metricName() {
            return name;
        }

        @Override
        public Object metricValue() {
            return value;
        }
    }

    private Counted task(String task, double value) {
        var name = new MetricName("dropped-records-total", "stream-task-metrics", "", Map.of("task-id", task));
        var counted = new Counted(name, value);
        client.put(name, counted);
        return counted;
    }

    private double dropped() {
        return registry.get("kafka.stream.task.dropped.records.total")
                .functionCounter()
                .count();
    }

    @Test
    void aCounterKeepsWhatTasksCountedThatHaveLeft() {
        var leaving = task("0_1", 5);
        task("0_2", 7);
        var meters = bound(false);
        leaving.value = 6;

        client.remove(leaving.name);
        meters.refresh();
        assertThat(dropped()).isEqualTo(13);

        var back = task("0_1", 0);
        meters.refresh();
        assertThat(dropped()).isEqualTo(13);

        back.value = 2;
        assertThat(dropped()).isEqualTo(15);
        meters.refresh();
        assertThat(dropped()).isEqualTo(15);
    }

    @Test
    void aTaskThatLeavesAndComesBackBetweenTwoLooksIsCountedOn() {
        task("0_1", 5);
        var meters = bound(false);

        task("0_1", 1);
        meters.refresh();

        assertThat(dropped()).isEqualTo(6);
    }

    @Test
    void aCounterThatEndsWithItsThreadKeepsWhatItShowedLast() {
        var blocked = task("0_1", 5);
        var meters = bound(false);
        assertThat(dropped()).isEqualTo(5);

        blocked.value = 0;
        assertThat(dropped()).isEqualTo(5);
        client.clear();
        meters.refresh();
        assertThat(dropped()).isEqualTo(5);
    }

    @Test
    void whatIsLeftToRestoreGoesDown() {
        put("stream-task-metrics", "restore-remaining-records-total", 9.0, Map.of("task-id", "0_1"));
        put("stream-task-metrics", "restore-remaining-records-total", 3.0, Map.of("task-id", "0_2"));

        bound(false);

        assertThat(registry.get("kafka.stream.task.restore.remaining.records.total")
                        .gauge()
                        .value())
                .isEqualTo(12);
    }

    @Test
    void whatIsLeftToRestoreIsAGaugeInAScrape() {
        put("stream-task-metrics", "restore-remaining-records-total", 9.0, Map.of("task-id", "0_1"));
        var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

        new KafkaMeters(prometheus, "poller", false).watch(() -> client);

        assertThat(prometheus.scrape())
                .contains("# TYPE kafka_stream_task_restore_remaining_records gauge")
                .contains("kafka_stream_task_restore_remaining_records{service=\"poller\"} 9.0");
    }
}
