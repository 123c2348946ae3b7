package dev.companion.watch.dashboards;

/** How Grafana writes a number. */
public enum Unit {
    COUNT("short"),
    PER_SECOND("ops"),
    SECONDS("s"),
    MILLIS("ms"),
    BYTES("bytes"),
    RATIO("percentunit");

    private final String id;

    Unit(String id) {
        this.id = id;
    }

    /** As Grafana spells it. */
    String id() {
        return id;
    }
}
