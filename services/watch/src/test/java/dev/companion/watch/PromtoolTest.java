package dev.companion.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.companion.watch.rules.Alert;
import dev.companion.watch.rules.Alerts;
import dev.companion.watch.rules.Scale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed rules, evaluated by Prometheus itself: each alert is pending, fires, and is silent when it must be. */
@Tag("wide")
class PromtoolTest {

    private static final Path WATCH =
            Path.of("../../deploy/watch").toAbsolutePath().normalize();

    /** After every condition has held for as long as it must. */
    private static final Duration LATE = Duration.ofMinutes(90);

    @TempDir
    private Path directory;

    @BeforeEach
    void promtoolIsThere() {
        var there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
        assumeTrue(there, "promtool is not installed (Debian: apt-get install prometheus), so no rule is evaluated");
    }

    @Test
    void theFilesAreWhatPrometheusReads() throws Exception {
        assertThat(promtool("check", "rules", rules("alerts"), rules("recordings")))
                .contains("SUCCESS");
        assertThat(promtool("check", "config", WATCH.resolve("prometheus.yml").toString()))
                .contains("is valid prometheus config file syntax");
    }

    @Test
    void everyAlertIsPendingThenFiresAndIsSilentOtherwise() throws Exception {
        var alerts = Alerts.of(Scale.PRODUCTION);
        assertThat(AlertCases.ALL.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        alerts.stream().map(Alert::name).toList());
        var tests = new StringBuilder("rule_files: ['%s', '%s']\nevaluation_interval: 1m\ntests:\n"
                .formatted(rules("recordings"), rules("alerts")));
        for (var alert : alerts) {
            var series = AlertCases.ALL.get(alert.name());
            tests.append(test(alert.name() + " fires", series.bad()));
            tests.append(expectation(alert, "firing", LATE, true));
            if (!alert.holds().isZero()) {
                tests.append(expectation(alert, "pending", whilePending(alert), true));
                tests.append(expectation(alert, "firing", whilePending(alert), false));
            }
            tests.append(test(alert.name() + " is silent", series.good()));
            tests.append(expectation(alert, "firing", LATE, false));
            tests.append(expectation(alert, "pending", LATE, false));
        }
        var file = directory.resolve("tests.yaml");
        Files.writeString(file, tests);

        assertThat(promtool("test", "rules", file.toString())).contains("SUCCESS");
    }

    /** A recording may be evaluated after the alert that reads it, so such an alert may know it one evaluation later. */
    private static Duration whilePending(Alert alert) {
        var half = alert.holds().dividedBy(2);
        return alert.expression().contains("companion:") ? half.plusMinutes(1) : half;
    }

    private static String test(String name, List<AlertCases.Input> series) {
        var text = new StringBuilder("  - name: '%s'\n    interval: 30s\n    input_series:\n".formatted(name));
        series.forEach(each -> text.append("      - {series: \"%s\", values: '%s'}\n"
                .formatted(each.series().replace('\'', '`').replace("`", "\\\""), each.values())));
        return text.append("    promql_expr_test:\n").toString();
    }

    private static String expectation(Alert alert, String state, Duration at, boolean there) {
        return """
                      - expr: 'count(ALERTS{alertname="%s",alertstate="%s"}) > bool 0'
                        eval_time: %ds
                        exp_samples: [%s]
                """.formatted(alert.name(), state, at.toSeconds(), there ? "{labels: '{}', value: 1}" : "");
    }

    private static String rules(String name) {
        return WATCH.resolve("rules/%s.yaml".formatted(name)).toString();
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
