package dev.companion.watch.dashboards;

import java.util.List;
import java.util.stream.Stream;

/**
 * One page of Grafana, which answers one question.
 *
 * @param uid the same in every installation, so that links to it hold
 */
public record Dashboard(String uid, String title, String question, List<Row> rows) {

    public Stream<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream());
    }
}
