package dev.companion.runtime.metrics;

import dev.companion.schemas.Instance;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Publishes the few measurements of Kafka's clients that say how a service is, each over all threads, tasks and
 * partitions of the service. Their tags name the service and the topic, and never an id that is new at every start, so
 * the same series go on after a restart.
 *
 * <p>Binders that publish everything make some thousand series for each service, most of which have no value.
 */
public final class KafkaMeters {

    /** How the values of several threads, tasks or partitions become one. */
    private enum Fold {
        TOTAL,
        SUM,
        MAX
    }

    /** @param byTopic whether each topic has a series of its own */
    private record Rule(String group, String name, Fold fold, boolean byTopic) {

        String meter() {
            return "kafka.%s.%s".formatted(group.replace("-metrics", ""), name).replace('-', '.');
        }
    }

    private static final Map<String, Rule> RULES = rules();
    private static final String WITH_UNDERSCORES =
            Instance.ofThisProcess().topicPrefix().replace('.', '_');

    private record Series(Rule rule, Tags tags) {}

    /** The metrics of one series. What it has counted remains when the threads and tasks that counted it have ended. */
    private static final class Measured {

        private List<Metric> metrics = List.of();

        /** The highest value that each metric has shown: one that has ended may show less. */
        private Map<Metric, Double> counted = new IdentityHashMap<>();

        private double ended;

        void replaceBy(List<Metric> found) {
            total();
            Map<Metric, Double> going = new IdentityHashMap<>();
            for (var metric : found) {
                var before = counted.remove(metric);
                if (before != null) {
                    going.put(metric, before);
                }
            }
            ended += sum(counted);
            counted = going;
            metrics = found;
        }

        double total() {
            for (var metric : metrics) {
                numbers(List.of(metric)).forEach(value -> counted.merge(metric, value, Math::max));
            }
            return ended + sum(counted);
        }

        private static double sum(Map<Metric, Double> values) {
            return values.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    private final MeterRegistry registry;
    private final String service;
    private final boolean byPartition;
    private final List<Supplier<Map<MetricName, ? extends Metric>>> clients = new CopyOnWriteArrayList<>();
    private final Map<Series, Measured> measured = new HashMap<>();

    /** @param byPartition whether the lag of each partition has a series of its own */
    public KafkaMeters(MeterRegistry registry, String service, boolean byPartition) {
        this.registry = registry;
        this.service = service;
        this.byPartition = byPartition;
    }

    private static Map<String, Rule> rules() {
        var rules = new HashMap<String, Rule>();
        add(rules, "stream-metrics", Fold.MAX, "client-state");
        add(rules, "stream-metrics", Fold.SUM, "alive-stream-threads");
        add(rules, "stream-metrics", Fold.TOTAL, "failed-stream-threads");
        add(rules, "stream-thread-metrics", Fold.MAX, "commit-latency-max", "process-latency-max", "poll-latency-max");
        add(rules, "stream-thread-metrics", Fold.MAX, "process-ratio", "poll-ratio", "punctuate-ratio");
        add(rules, "stream-thread-metrics", Fold.TOTAL, "blocked-time-ns-total");
        add(rules, "stream-task-metrics", Fold.TOTAL, "dropped-records-total");
        add(rules, "stream-task-metrics", Fold.SUM, "active-buffer-count", "restore-remaining-records-total");
        byTopic(rules, "stream-topic-metrics", Fold.TOTAL, "records-consumed-total", "records-produced-total");
        byTopic(rules, "consumer-fetch-manager-metrics", Fold.SUM, "records-lag");
        var coordinator = "consumer-coordinator-metrics";
        add(rules, coordinator, Fold.TOTAL, "rebalance-total", "failed-rebalance-total");
        add(rules, coordinator, Fold.MAX, "rebalance-latency-max", "last-heartbeat-seconds-ago");
        add(rules, coordinator, Fold.SUM, "assigned-partitions");
        add(rules, "consumer-metrics", Fold.SUM, "connection-count");
        add(rules, "consumer-metrics", Fold.TOTAL, "failed-authentication-total");
        add(rules, "consumer-metrics", Fold.MAX, "last-poll-seconds-ago", "time-between-poll-max");
        var producer = "producer-metrics";
        add(rules, producer, Fold.TOTAL, "record-send-total", "record-error-total", "record-retry-total");
        add(rules, producer, Fold.TOTAL, "txn-commit-time-ns-total", "txn-abort-time-ns-total");
        add(rules, producer, Fold.TOTAL, "failed-authentication-total");
        add(rules, producer, Fold.MAX, "request-latency-max", "produce-throttle-time-avg");
        add(rules, producer, Fold.SUM, "buffer-available-bytes");
        return Map.copyOf(rules);
    }

    private static void add(Map<String, Rule> rules, String group, Fold fold, String... names) {
        for (var name : names) {
            rules.put(group + "/" + name, new Rule(group, name, fold, false));
        }
    }

    private static void byTopic(Map<String, Rule> rules, String group, Fold fold, String... names) {
        for (var name : names) {
            rules.put(group + "/" + name, new Rule(group, name, fold, true));
        }
    }

    /** Adds the metrics of a client, such as {@code KafkaStreams::metrics}. */
    public void watch(Supplier<Map<MetricName, ? extends Metric>> client) {
        clients.add(client);
        refresh();
    }

    /** Takes over metrics that are new, and forgets those of threads and tasks that have ended, but not what they counted. */
    public synchronized void refresh() {
        var found = new HashMap<Series, List<Metric>>();
        for (var client : clients) {
            client.get().forEach((name, metric) -> {
                var rule = RULES.get(name.group() + "/" + name.name());
                if (rule != null && isMeasured(rule, name)) {
                    found.computeIfAbsent(new Series(rule, tags(rule, name)), _ -> new ArrayList<>())
                            .add(metric);
                }
            });
        }
        List<Series> added;
        synchronized (measured) {
            added = found.keySet().stream()
                    .filter(series -> !measured.containsKey(series))
                    .toList();
            added.forEach(series -> measured.put(series, new Measured()));
            // A series stays: without a thread that measures it, a gauge is 0.
            measured.forEach((series, all) -> all.replaceBy(found.getOrDefault(series, List.of())));
        }
        added.forEach(this::register);
    }

    /**
     * Kafka publishes some metrics several times: with the topic spelled with underscores as well, and under one name
     * for the client, for each topic and for each partition.
     */
    private static boolean isMeasured(Rule rule, MetricName name) {
        var topic = name.tags().get("topic");
        if (!rule.byTopic()) {
            return topic == null;
        }
        return topic != null
                && !topic.startsWith(WITH_UNDERSCORES)
                && (!rule.name().equals("records-lag") || name.tags().containsKey("partition"));
    }

    private Tags tags(Rule rule, MetricName name) {
        var tags = Tags.of("service", service);
        var topic = name.tags().get("topic");
        if (rule.byTopic() && topic != null) {
            tags = tags.and(Tag.of("topic", topic));
            var partition = name.tags().get("partition");
            if (byPartition && partition != null) {
                tags = tags.and("partition", partition);
            }
        }
        return tags;
    }

    private void register(Series series) {
        var name = series.rule().meter();
        if (series.rule().fold() == Fold.TOTAL) {
            FunctionCounter.builder(name, this, all -> all.value(series))
                    .tags(series.tags())
                    .register(registry);
        } else {
            Gauge.builder(name, this, all -> all.value(series))
                    .tags(series.tags())
                    .register(registry);
        }
    }

    private double value(Series series) {
        synchronized (measured) {
            var all = measured.getOrDefault(series, new Measured());
            return switch (series.rule().fold()) {
                case TOTAL -> all.total();
                case SUM -> numbers(all.metrics).sum();
                case MAX -> numbers(all.metrics).max().orElse(0);
            };
        }
    }

    private static DoubleStream numbers(List<Metric> metrics) {
        return metrics.stream()
                .map(Metric::metricValue)
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .filter(Double::isFinite);
    }
}
