package dev.companion.watch;

import dev.companion.watch.dashboards.Dashboard;
import dev.companion.watch.dashboards.DashboardJson;
import dev.companion.watch.dashboards.Dashboards;
import dev.companion.watch.metrics.MetricTable;
import dev.companion.watch.rules.Alert;
import dev.companion.watch.rules.AlertmanagerFile;
import dev.companion.watch.rules.Alerts;
import dev.companion.watch.rules.Recordings;
import dev.companion.watch.rules.RuleFile;
import dev.companion.watch.rules.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All files that are written from this module, by their place below the root of the repository. */
public final class WatchFiles {

    private static final String WATCH = "deploy/watch/";
    /** A chart can only contain files of its own directory, so it has copies. */
    private static final String CHART = "deploy/helm/companion/files/";

    private static final List<String> SERVICES =
            List.of("poller", "mapper", "provisioner", "event-resolver", "console");

    private WatchFiles() {}

    public static Map<String, String> all() {
        var alerts = Alerts.of(Scale.PRODUCTION);
        var files = new TreeMap<String, String>();
        var recordings = RuleFile.recordings(Recordings.of(Scale.PRODUCTION), "");
        var alertRules = RuleFile.alerts(alerts, "");
        for (var root : List.of(WATCH, CHART)) {
            files.put(root + "rules/recordings.yaml", recordings);
            files.put(root + "rules/alerts.yaml", alertRules);
            for (var dashboard : Dashboards.ALL) {
                files.put(
                        root + "dashboards/%s.json".formatted(dashboard.uid()), DashboardJson.text(dashboard, alerts));
            }
        }
        files.put(WATCH + "prometheus.yml", prometheus());
        files.put(WATCH + "alertmanager.yml", AlertmanagerFile.text("", "30s", "5m"));
        files.put("docs/metrics.md", metrics(alerts));
        return files;
    }

    private static String metrics(List<Alert> alerts) {
        var panels = new TreeMap<String, List<String>>();
        Dashboards.ALL.forEach(dashboard -> panels.put(dashboard.title(), expressions(dashboard)));
        var byAlert = new TreeMap<String, List<String>>();
        alerts.forEach(alert -> byAlert.put(alert.name(), sources(alert.expression())));
        return MetricTable.text(MetricTable.uses(panels), MetricTable.uses(byAlert));
    }

    private static List<String> expressions(Dashboard dashboard) {
        return dashboard
                .panels()
                .flatMap(panel -> panel.queries().stream())
                .flatMap(query -> sources(query.expression()).stream())
                .toList();
    }

    /** The expression itself and those of the recordings in it. */
    private static List<String> sources(String expression) {
        var all = new ArrayList<>(List.of(expression));
        for (var recording : Recordings.of(Scale.PRODUCTION)) {
            if (expression.contains(recording.name())) {
                all.add(recording.expression());
            }
        }
        return all;
    }

    private static String prometheus() {
        var text = new StringBuilder("""
                # Written by WatchFilesTest; the source is services/watch. For the compose file's profile "watch".
                global:
                  scrape_interval: 15s
                  evaluation_interval: 15s
                rule_files: [rules/*.yaml]
                alerting:
                  alertmanagers:
                    - static_configs: [{targets: ["alertmanager:9093"]}]
                scrape_configs:
                  - job_name: companion
                    metrics_path: /actuator/prometheus
                    static_configs:
                      - targets:
                """);
        SERVICES.forEach(service -> text.append("          - %s:9080\n".formatted(service)));
        return text.toString();
    }
}
