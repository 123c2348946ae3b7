package dev.companion.watch.rules;

import java.util.List;
import java.util.Locale;

/** Rules in the form that Prometheus reads, and that the resource of the Prometheus operator contains. */
public final class RuleFile {

    /** Expressions that aggregate lose the job, by which rules and panels select. */
    private static final String LABELS = "        labels:\n          job: companion\n";

    private RuleFile() {}

    /** @param interval between two evaluations; empty for that of Prometheus */
    public static String recordings(List<Recording> rules, String interval) {
        var text = head("companion.recordings", interval);
        for (var rule : rules) {
            text.append("      # %s%n".formatted(rule.meaning()));
            text.append("      - record: ").append(rule.name()).append('\n');
            text.append("        expr: ").append(block(rule.expression()));
            text.append(LABELS);
        }
        return text.toString();
    }

    public static String alerts(List<Alert> alerts, String interval) {
        var text = head("companion.alerts", interval);
        for (var alert : alerts) {
            text.append("      - alert: ").append(alert.name()).append('\n');
            text.append("        expr: ").append(block(alert.expression()));
            if (!alert.holds().isZero()) {
                text.append("        for: ")
                        .append(Scale.PRODUCTION.text(alert.holds()))
                        .append('\n');
            }
            text.append(LABELS)
                    .append("          severity: ")
                    .append(alert.severity().name().toLowerCase(Locale.ROOT))
                    .append('\n');
            text.append("        annotations:\n");
            annotation(text, "summary", alert.summary());
            annotation(text, "effect", alert.effect());
            annotation(text, "action", alert.action());
            annotation(text, "runbook_url", alert.runbook());
        }
        return text.toString();
    }

    private static StringBuilder head(String group, String interval) {
        var text = new StringBuilder("# Written by WatchFilesTest; the source is services/watch.\ngroups:\n  - name: ")
                .append(group)
                .append('\n');
        if (!interval.isEmpty()) {
            text.append("    interval: ").append(interval).append('\n');
        }
        return text.append("    rules:\n");
    }

    private static String block(String expression) {
        return "|-\n          " + expression.replace("\n", "\n          ") + "\n";
    }

    private static void annotation(StringBuilder text, String name, String value) {
        text.append("          ")
                .append(name)
                .append(": '")
                .append(value.replace("'", "''"))
                .append("'\n");
    }
}
