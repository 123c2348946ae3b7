package dev.companion.watch.dashboards;

import dev.companion.watch.metrics.PromQl;
import dev.companion.watch.rules.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a dashboard as Grafana imports it: without an id, and with its data source as a variable. */
public final class DashboardJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Map<String, Object> SOURCE = Map.of("uid", "${datasource}");
    private static final int WIDTH = 24;

    private final List<Alert> alerts;
    private int nextId = 1;
    private int x;
    private int y;
    private int rowHeight;

    private DashboardJson(List<Alert> alerts) {
        this.alerts = alerts;
    }

    /** @param alerts whose runbooks are linked from the panels that show their metrics */
    public static String text(Dashboard dashboard, List<Alert> alerts) {
        return JSON.writeValueAsString(new DashboardJson(alerts).map(dashboard)).replace("\r\n", "\n") + "\n";
    }

    private Map<String, Object> map(Dashboard dashboard) {
        var panels = new ArrayList<Map<String, Object>>();
        for (var row : dashboard.rows()) {
            panels.addAll(row(row));
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("uid", dashboard.uid());
        json.put("title", "Companion / " + dashboard.title());
        json.put("description", dashboard.question());
        json.put("tags", List.of("companion"));
        json.put("editable", false);
        json.put("schemaVersion", 39);
        json.put("refresh", "30s");
        json.put("time", Map.of("from", "now-3h"));
        json.put("timezone", "browser");
        json.put("links", List.of(links()));
        json.put("templating", Map.of("list", List.of(source(), variable("namespace"), variable("instance"))));
        json.put("panels", panels);
        return json;
    }

    private static Map<String, Object> links() {
        var link = new LinkedHashMap<String, Object>();
        link.put("type", "dashboards");
        link.put("title", "Companion");
        link.put("tags", List.of("companion"));
        link.put("asDropdown", true);
        link.put("includeVars", true);
        link.put("keepTime", true);
        return link;
    }

    private static Map<String, Object> source() {
        var variable = new LinkedHashMap<String, Object>();
        variable.put("name", "datasource");
        variable.put("type", "datasource");
        variable.put("query", "prometheus");
        return variable;
    }

    /** A label that no series has is selected too: outside of Kubernetes there is no namespace. */
    private static Map<String, Object> variable(String label) {
        var variable = new LinkedHashMap<String, Object>();
        variable.put("name", label);
        variable.put("type", "query");
        variable.put("datasource", SOURCE);
        variable.put("query", "label_values(up{job=\"companion\"}, %s)".formatted(label));
        variable.put("includeAll", true);
        variable.put("allValue", ".*");
        variable.put("multi", true);
        variable.put("current", Map.of("text", "All"));
        variable.put("refresh", 2);
        return variable;
    }

    private List<Map<String, Object>> row(Row row) {
        startLine();
        var json = new LinkedHashMap<String, Object>();
        json.put("id", nextId++);
        json.put("type", "row");
        json.put("title", row.title());
        json.put("collapsed", row.collapsed());
        json.put("gridPos", place(WIDTH, 1));
        startLine();
        var panels = row.panels().stream().map(this::panel).toList();
        json.put("panels", row.collapsed() ? panels : List.of());
        var all = new ArrayList<Map<String, Object>>();
        all.add(json);
        if (!row.collapsed()) {
            all.addAll(panels);
        }
        return all;
    }

    private Map<String, Object> panel(Panel panel) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", nextId++);
        json.put("type", panel.kind().id());
        json.put("title", panel.title());
        json.put("description", panel.description());
        json.put("datasource", SOURCE);
        json.put("gridPos", place(panel.kind().width(), panel.kind().height()));
        json.put("fieldConfig", Map.of("defaults", defaults(panel)));
        if (panel.kind() == Panel.Kind.STAT) {
            json.put("options", Map.of("reduceOptions", Map.of("calcs", List.of("lastNotNull"))));
        }
        json.put("targets", targets(panel));
        json.put("links", runbooks(panel));
        return json;
    }

    private static Map<String, Object> defaults(Panel panel) {
        var defaults = new LinkedHashMap<String, Object>();
        defaults.put("unit", panel.unit().id());
        if (panel.kind() == Panel.Kind.STACK) {
            defaults.put("custom", Map.of("stacking", Map.of("mode", "normal")));
        }
        if (!Double.isNaN(panel.bad())) {
            var steps = List.of(step("green", null), step("red", panel.bad()));
            defaults.put("thresholds", Map.of("steps", steps));
        }
        return defaults;
    }

    private static Map<String, Object> step(String colour, @org.jspecify.annotations.Nullable Double from) {
        var step = new LinkedHashMap<String, Object>();
        step.put("color", colour);
        step.put("value", from);
        return step;
    }

    private static List<Map<String, Object>> targets(Panel panel) {
        var targets = new ArrayList<Map<String, Object>>();
        for (var query : panel.queries()) {
            var target = new LinkedHashMap<String, Object>();
            target.put("refId", String.valueOf((char) ('A' + targets.size())));
            target.put("expr", query.expression());
            target.put("legendFormat", query.legend());
            if (panel.kind() == Panel.Kind.HEATMAP) {
                target.put("format", "heatmap");
            }
            targets.add(target);
        }
        return targets;
    }

    private List<Map<String, Object>> runbooks(Panel panel) {
        return alerts.stream()
                .filter(alert -> shows(panel, alert))
                .map(DashboardJson::link)
                .toList();
    }

    private static Map<String, Object> link(Alert alert) {
        var link = new LinkedHashMap<String, Object>();
        link.put("title", "Runbook: " + alert.name());
        link.put("url", alert.runbook());
        return link;
    }

    /** Whether a panel shows a metric of an alert; how many samples a scrape has says nothing of the others. */
    static boolean shows(Panel panel, Alert alert) {
        var wanted = PromQl.metricsOf(alert.expression());
        return panel.queries().stream()
                .flatMap(query -> PromQl.metricsOf(query.expression()).stream())
                .anyMatch(wanted::contains);
    }

    private void startLine() {
        if (x > 0) {
            x = 0;
            y += rowHeight;
        }
        rowHeight = 0;
    }

    private Map<String, Object> place(int width, int height) {
        if (x + width > WIDTH || (rowHeight > 0 && rowHeight != height)) {
            startLine();
        }
        var place = new LinkedHashMap<String, Object>();
        place.put("x", x);
        place.put("y", y);
        place.put("w", width);
        place.put("h", height);
        x += width;
        rowHeight = height;
        return place;
    }
}
