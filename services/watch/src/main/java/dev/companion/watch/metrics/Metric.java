package dev.companion.watch.metrics;

import java.util.List;
import java.util.Locale;

/**
 * One metric as Prometheus reads it.
 *
 * @param name without the ending of a histogram's parts
 * @param unit empty for a number of things
 * @param labels besides {@code service} and those that Prometheus adds
 * @param services that publish it
 */
public record Metric(String name, Kind kind, String unit, List<String> labels, String services, String meaning) {

    /** How it is read. */
    public enum Kind {
        GAUGE,
        COUNTER,
        /** A duration as count, sum and buckets. */
        HISTOGRAM,
        /** A duration as count, sum and maximum. */
        TIMER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The names that appear in a scrape and in queries. */
    public List<String> names() {
        return switch (kind) {
            case GAUGE, COUNTER -> List.of(name);
            case TIMER -> List.of(name + "_count", name + "_sum", name + "_max");
            case HISTOGRAM -> List.of(name + "_count", name + "_sum", name + "_max", name + "_bucket");
        };
    }
}
