package dev.companion.watch.dashboards;

import java.util.ArrayList;
import java.util.List;

/**
 * One picture.
 *
 * @param description what it shows and when it is as it should be
 * @param bad from which value on it is red; not a number for never
 */
public record Panel(String title, String description, Kind kind, Unit unit, double bad, List<Query> queries) {

    /** The picture's form, and its width in 24ths of the page. */
    public enum Kind {
        STAT("stat", 4, 4),
        GRAPH("timeseries", 12, 8),
        STACK("timeseries", 12, 8),
        HEATMAP("heatmap", 12, 8);

        private final String id;
        private final int width;
        private final int height;

        Kind(String id, int width, int height) {
            this.id = id;
            this.width = width;
            this.height = height;
        }

        String id() {
            return id;
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }
    }

    public static Panel stat(String title, String description, Unit unit, double bad, String expression) {
        return new Panel(title, description, Kind.STAT, unit, bad, List.of(new Query(expression, "")));
    }

    /** @param expressionsAndLegends in turn */
    public static Panel graph(String title, String description, Unit unit, String... expressionsAndLegends) {
        return new Panel(title, description, Kind.GRAPH, unit, Double.NaN, queries(expressionsAndLegends));
    }

    public static Panel stack(String title, String description, Unit unit, String... expressionsAndLegends) {
        return new Panel(title, description, Kind.STACK, unit, Double.NaN, queries(expressionsAndLegends));
    }

    public static Panel heatmap(String title, String description, Unit unit, String expression) {
        return new Panel(title, description, Kind.HEATMAP, unit, Double.NaN, List.of(new Query(expression, "{{le}}")));
    }

    private static List<Query> queries(String... expressionsAndLegends) {
        var queries = new ArrayList<Query>();
        for (var i = 0; i < expressionsAndLegends.length; i += 2) {
            queries.add(new Query(expressionsAndLegends[i], expressionsAndLegends[i + 1]));
        }
        return List.copyOf(queries);
    }
}
