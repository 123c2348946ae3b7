package dev.companion.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.companion.watch.rules.Alert;
import dev.companion.watch.rules.AlertmanagerFile;
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

    private static final List<Alert> ALERTS = Alerts.of(Scale.PRODUCTION);
    private static final String JOB = "job=\"companion\"";

    /** Alerts that wait for weeks are evaluated once a day. */
    private static final Duration SLOW = Duration.ofDays(1);

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
        assertThat(AlertCases.ALL.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ALERTS.stream().map(Alert::name).toList());
        var tests = head("1m", rules("recordings"), rules("alerts"));
        var slow = head("1d", rules("recordings"), rules("alerts"));
        for (var alert : ALERTS) {
            var series = AlertCases.ALL.get(alert.name());
            var late = late(alert);
            var to = isSlow(alert) ? slow : tests;
            var interval = isSlow(alert) ? "1d" : "30s";
            to.append(test(alert.name() + " fires", interval, series.bad()));
            to.append(expectation(alert, "firing", late, true));
            if (!alert.holds().isZero()) {
                to.append(expectation(alert, "pending", whilePending(alert), true));
                to.append(expectation(alert, "firing", whilePending(alert), false));
            }
            to.append(test(alert.name() + " is silent", interval, series.good()));
            to.append(expectation(alert, "firing", late, false));
            to.append(expectation(alert, "pending", late, false));
        }

        assertHolds(tests);
        assertHolds(slow);
    }

    /** Else the cause would be there whenever the consequence is, and the consequence would never be told. */
    @Test
    void aMutedAlertCanBeThereWithoutItsCause() throws Exception {
        var tests = head("1m", rules("recordings"), rules("alerts"));
        for (var mute : AlertmanagerFile.MUTES) {
            for (var consequence : mute.consequences()) {
                tests.append(test(
                        consequence + " without " + mute.cause(),
                        "30s",
                        AlertCases.ALL.get(consequence).bad()));
                tests.append(expectation(alert(consequence), "firing", late(alert(consequence)), true));
                tests.append(expectation(alert(mute.cause()), "firing", late(alert(consequence)), false));
            }
        }

        assertHolds(tests);
    }

    @Test
    void whatHappenedBeforeTheFirstScrapeIsTold() throws Exception {
        var tests = head("1m", rules("recordings"), rules("alerts"));
        AlertCases.BEFORE_THE_FIRST_SCRAPE.forEach((name, series) -> {
            tests.append(test(name + " after a start", "30s", List.of(series)));
            tests.append(expectation(alert(name), "firing", Duration.ofMinutes(12), true));
            tests.append(expectation(alert(name), "firing", Duration.ofMinutes(60), false));
        });

        assertHolds(tests);
    }

    /** The chart puts the namespace of the release beside the job. */
    @Test
    void aServiceThatIsMissingInOneNamespaceIsToldThere() throws Exception {
        var files = new ArrayList<String>();
        for (var namespace : List.of("acme", "other")) {
            for (var name : List.of("recordings", "alerts")) {
                var text = Files.readString(Path.of(rules(name))).replace(JOB, inNamespace(namespace));
                files.add(Files.writeString(directory.resolve(namespace + name + ".yaml"), text)
                        .toString());
            }
        }
        var series = new ArrayList<AlertCases.Input>();
        for (var each : AlertCases.everyService()) {
            series.add(each.with("job='companion'", "job='companion',namespace='acme'"));
            if (!each.series().contains("mapper")) {
                series.add(each.with("job='companion'", "job='companion',namespace='other'"));
            }
        }
        var tests = head("1m", files.toArray(String[]::new));
        tests.append(test("two releases", "30s", series));
        tests.append("""
                      - expr: 'sum by (namespace, service) (ALERTS{alertname="CompanionDown",alertstate="firing"})'
                        eval_time: 30m
                        exp_samples: [{labels: '{namespace="other",service="mapper"}', value: 1}]
                """);

        assertHolds(tests);
    }

    private static String inNamespace(String namespace) {
        return JOB + ",namespace=\"%s\"".formatted(namespace);
    }

    private static Alert alert(String name) {
        return ALERTS.stream()
                .filter(alert -> alert.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isSlow(Alert alert) {
        return alert.holds().compareTo(SLOW) > 0;
    }

    /** After the condition has held for as long as it must. */
    private static Duration late(Alert alert) {
        return isSlow(alert) ? alert.holds().plusDays(10) : Duration.ofMinutes(90);
    }

    private void assertHolds(CharSequence tests) throws IOException, InterruptedException {
        var file = Files.writeString(directory.resolve("tests.yaml"), tests);
        assertThat(promtool("test", "rules", file.toString())).contains("SUCCESS");
    }

    private static StringBuilder head(String interval, String... files) {
        return new StringBuilder("rule_files: ['%s']\nevaluation_interval: %s\ntests:\n"
                .formatted(String.join("', '", files), interval));
    }

    /** A recording may be evaluated after the alert that reads it, so such an alert may know it one evaluation later. */
    private static Duration whilePending(Alert alert) {
        var half = alert.holds().dividedBy(2);
        return alert.expression().contains("companion:") ? half.plusMinutes(1) : half;
    }

    private static String test(String name, String interval, List<AlertCases.Input> series) {
        var text = new StringBuilder("  - name: '%s'\n    interval: %s\n    input_series:\n".formatted(name, interval));
        series.forEach(each -> text.append("      - {series: \"%s\", values: '%s'}\n"
                .formatted(each.series().replace('\'', '`').replace("`", "\\\""), each.values())));
        return text.append("    promql_expr_test:\n").toString();
    }

    private static String expectation(Alert alert, String state, Duration at, boolean there) {
        return """
                      - expr: 'count(ALERTS{job="companion",alertname="%s",alertstate="%s"}) > bool 0'
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
