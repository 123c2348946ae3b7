package dev.companion.stack;

import java.util.List;
import java.util.Map;

/** A management port's meters in Prometheus' format. */
public final class Metrics {

    private Metrics() {}

    /** The sum over all lines of a meter that carry each of the tags, such as {@code kind="sites"}. */
    public static double sum(Http management, String name, String... tags) {
        return management
                .send("GET", "/actuator/prometheus", null, Map.of())
                .expect(200)
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> List.of(tags).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
