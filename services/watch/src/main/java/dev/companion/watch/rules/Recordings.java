package dev.companion.watch.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The series that Prometheus calculates. */
public final class Recordings {

    public static final String LAG = "companion:lag:records";
    public static final String STALE = "companion:freshness:stale";
    public static final String CONSOLE = "companion:console:error_ratio";
    public static final String FRESHNESS = "companion:freshness:error_ratio";

    /** Windows of burn rates, by the ending of their names, which is the same in tests. */
    private static final Map<String, Duration> WINDOWS = windows();

    private static final String REQUESTS = "http_server_requests_seconds_count{job=\"companion\",uri=~\"/api/.*\"";

    private Recordings() {}

    /** Selects a recording as any other series, by its job. */
    static String recorded(String name) {
        return name + "{job=\"companion\"}";
    }

    /** The window with this ending. */
    static Duration window(String name) {
        return Objects.requireNonNull(WINDOWS.get(name), name);
    }

    private static Map<String, Duration> windows() {
        var windows = new LinkedHashMap<String, Duration>();
        windows.put("5m", Duration.ofMinutes(5));
        windows.put("30m", Duration.ofMinutes(30));
        windows.put("1h", Duration.ofHours(1));
        windows.put("6h", Duration.ofHours(6));
        windows.put("3d", Duration.ofDays(3));
        windows.put("30d", Duration.ofDays(30));
        return windows;
    }

    public static List<Recording> of(Scale scale) {
        var all = new ArrayList<Recording>();
        all.add(new Recording(
                LAG,
                "sum by (namespace, service) (kafka_consumer_fetch_manager_records_lag{job=\"companion\"})",
                "records that wait for a service"));
        all.add(new Recording(
                STALE,
                "max by (namespace) (%s) > bool on (namespace) %s".formatted(sweepAge(), staleAfter()),
                "1 while a list is older than the objective"));
        WINDOWS.forEach((name, window) -> {
            var range = scale.text(window);
            all.add(new Recording(
                    CONSOLE + name,
                    "(sum by (namespace) (rate(%1$s,outcome=\"SERVER_ERROR\"}[%2$s])) or 0 * sum by (namespace) (rate(%1$s}[%2$s]))) / (sum by (namespace) (rate(%1$s}[%2$s])) > 0)"
                            .formatted(REQUESTS, range),
                    "part of the console's requests that failed"));
            all.add(new Recording(
                    FRESHNESS + name,
                    "avg_over_time(%s[%s])".formatted(recorded(STALE), range),
                    "part of the time in which a list was older than the objective"));
        });
        return List.copyOf(all);
    }

    /** Requests of the console in a window: with few of them, a ratio says nothing. */
    static String requestsIn(Scale scale, Duration window) {
        return "sum by (namespace) (increase(%s}[%s]))".formatted(REQUESTS, scale.text(window));
    }

    static String sweepAge() {
        return "companion_sweep_age_seconds{job=\"companion\"}";
    }

    /** A quiet list is swept every fifteen intervals; twice that is too long, whatever the interval is set to. */
    static String staleAfter() {
        return "2 * 15 * max by (namespace) (companion_sweep_interval_seconds{job=\"companion\"})";
    }
}
