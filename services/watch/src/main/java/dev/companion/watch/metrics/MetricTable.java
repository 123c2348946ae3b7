package dev.companion.watch.metrics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the table of all metrics, each with the panels and alerts that use it. */
public final class MetricTable {

    private MetricTable() {}

    /**
     * @param panels by the metrics' names in expressions
     * @param alerts the same
     */
    public static String text(Map<String, Set<String>> panels, Map<String, Set<String>> alerts) {
        var text = new StringBuilder("""
                # Metrics

                Each service publishes these at `/actuator/prometheus` on its management port, with the label `service`; in everything in one process, the metrics of the
                process itself have none. No tenant and no id that is new at every start is a label: who is affected is in the log and in the console.
                Spring and the JVM publish some more, which no alert needs. Written by `WatchFilesTest`; the source is `services/watch`.

                | metric | type | unit | labels | service | meaning | dashboards | alerts |
                |---|---|---|---|---|---|---|---|
                """);
        for (var metric : MetricCatalogue.ALL_METRICS) {
            text.append("| `%s` | %s | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            metric.name(),
                            metric.kind().word(),
                            metric.unit(),
                            String.join(", ", metric.labels()),
                            metric.services(),
                            metric.meaning(),
                            String.join(", ", of(metric, panels)),
                            links(of(metric, alerts))));
        }
        return text.toString().replace("  ", " ").replace(System.lineSeparator(), "\n");
    }

    private static Set<String> of(Metric metric, Map<String, Set<String>> uses) {
        var all = new TreeSet<String>();
        metric.names().forEach(name -> all.addAll(uses.getOrDefault(name, Set.of())));
        return all;
    }

    private static String links(Set<String> alerts) {
        return String.join(
                ", ",
                alerts.stream()
                        .map(alert -> "[%1$s](runbooks/%1$s.md)".formatted(alert))
                        .toList());
    }

    /** Adds a use of each metric in the expressions. */
    public static Map<String, Set<String>> uses(Map<String, List<String>> expressionsByUser) {
        var uses = new TreeMap<String, Set<String>>();
        expressionsByUser.forEach((user, expressions) -> expressions.forEach(expression -> PromQl.metricsOf(expression)
                .forEach(metric ->
                        uses.computeIfAbsent(metric, _ -> new TreeSet<>()).add(user))));
        return uses;
    }
}
