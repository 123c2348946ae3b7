package dev.companion.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.watch.dashboards.Dashboards;
import dev.companion.watch.metrics.MetricCatalogue;
import dev.companion.watch.metrics.PromQl;
import dev.companion.watch.rules.Alert;
import dev.companion.watch.rules.AlertmanagerFile;
import dev.companion.watch.rules.Alerts;
import dev.companion.watch.rules.Recording;
import dev.companion.watch.rules.Recordings;
import dev.companion.watch.rules.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Path RUNBOOKS = Path.of("../../docs/runbooks");
    private static final Path WEDGE =
            Path.of("../shared/stream-runtime/src/main/java/dev/companion/runtime/health/Wedge.java");
    private static final Path QUOTA = Path.of("../poller/src/main/java/dev/companion/poller/domain/gate/QuotaUse.java");
    private static final String EVERY = "poller, mapper, provisioner, event-resolver, console";
    private static final List<String> SECTIONS =
            List.of("## Meaning", "## Impact", "## Who is affected", "## Diagnosis", "## Mitigation", "## Do not");

    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern KNOWN_COMMAND = Pattern.compile(
            "(\\./companion|docker compose run --rm( -v .*)? commands) (doctor|keys status|admin (topics|acls|schemas) plan)( --.*)?"
                    + "|grep (-r )?.+ data/logs(/companion\\.log)?"
                    + "|docker compose (ps --all|logs --since \\d+h( (poller|mapper|provisioner|event-resolver|console))? \\| grep .+)"
                    + "|(docker compose exec [a-z-]+|kubectl exec deployment/companion-[a-z-]+ --) /app/healthy"
                    + "|kubectl get pods -l app.kubernetes.io/name=companion"
                    + "|kubectl logs -l app.kubernetes.io/name=companion --since=1h --tail=-1 \\| grep ERROR"
                    + "|curl -s localhost:9080/actuator/health/readiness"
                    + "|date -u");

    private final List<Alert> alerts = Alerts.of(Scale.PRODUCTION);
    private final Set<String> recorded =
            Recordings.of(Scale.PRODUCTION).stream().map(Recording::name).collect(Collectors.toSet());

    @Test
    void namesOfMetricsAreFoundInExpressions() {
        assertThat(
                        PromQl.metricsOf(
                                "sum by (le, api) (rate(a_bucket{x=\"y\"}[5m])) / on (job) group_left () b:c > bool 1e9 or absent(d_total)"))
                .containsExactly("a_bucket", "b:c", "d_total");
    }

    @Test
    void everyExpressionUsesKnownMetricsOnly() {
        alerts.forEach(alert -> assertKnown(alert.name(), alert.expression()));
        Recordings.of(Scale.PRODUCTION).forEach(rule -> assertKnown(rule.name(), rule.expression()));
        Dashboards.ALL.forEach(dashboard -> dashboard
                .panels()
                .forEach(panel -> panel.queries().forEach(query -> assertKnown(panel.title(), query.expression()))));
    }

    private void assertKnown(String where, String expression) {
        assertThat(PromQl.metricsOf(expression))
                .as("%s: %s", where, expression)
                .isNotEmpty()
                .allMatch(name -> recorded.contains(name)
                        || name.equals("ALERTS")
                        || MetricCatalogue.find(name).isPresent());
    }

    /** The chart puts the namespace beside the job, so that two releases are apart. */
    @Test
    void everyMetricOfARuleIsSelectedByItsJob() {
        var expressions = Stream.concat(
                alerts.stream().map(Alert::expression),
                Recordings.of(Scale.PRODUCTION).stream().map(Recording::expression));

        assertThat(expressions)
                .allSatisfy(expression -> PromQl.metricsOf(expression)
                        .forEach(metric -> assertThat(expression.replace(metric + "{job=\"companion\"", ""))
                                .doesNotContain(metric)));
    }

    @Test
    void everyMetricOfAnAlertIsOnAPanel() {
        var shown = new TreeSet<String>();
        Dashboards.ALL.forEach(dashboard -> dashboard
                .panels()
                .forEach(
                        panel -> panel.queries().forEach(query -> shown.addAll(PromQl.metricsOf(query.expression())))));

        for (var alert : alerts) {
            assertThat(shown).as(alert.name()).containsAll(PromQl.metricsOf(alert.expression()));
        }
    }

    /** Five services that are away at once, and the process that all of them may be in, are one thing to tell. */
    @Test
    void allServicesThatAreAwayAreOneNotification() {
        assertThat(AlertmanagerFile.text("", "30s", "5m")).contains("group_by: [alertname, namespace]\n");
    }

    /** Alertmanager compares the services of both. */
    @Test
    void aMutedAlertIsAboutAServiceOfItsCause() {
        for (var mute : AlertmanagerFile.MUTES) {
            for (var consequence : mute.consequences()) {
                assertThat(services(consequence))
                        .as("%s mutes %s", mute.cause(), consequence)
                        .containsAnyElementsOf(services(mute.cause()));
            }
        }
    }

    private Set<String> services(String name) {
        var expression = alert(name).expression();
        var all = new StringBuilder(expression);
        Recordings.of(Scale.PRODUCTION).stream()
                .filter(recording -> expression.contains(recording.name()))
                .forEach(recording -> all.append(" or ").append(recording.expression()));
        return PromQl.metricsOf(all.toString()).stream()
                .flatMap(metric -> MetricCatalogue.find(metric).stream())
                .flatMap(metric ->
                        Stream.of(metric.services().replace("all", EVERY).split(", ")))
                .collect(Collectors.toSet());
    }

    private Alert alert(String name) {
        return alerts.stream()
                .filter(alert -> alert.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWedgeIsToldBeforeTheProcessEndsItself() throws IOException {
        var wedged = alert("StreamsWedged");
        var window = Pattern.compile("\\[(\\d+)m]").matcher(wedged.expression());
        var patience =
                Pattern.compile("PATIENCE = Duration.ofMinutes\\((\\d+)\\)").matcher(Files.readString(WEDGE));

        assertThat(window.find() && patience.find()).isTrue();
        assertThat(wedged.holds().plusMinutes(Long.parseLong(window.group(1))))
                .isLessThan(Duration.ofMinutes(Long.parseLong(patience.group(1))));
    }

    /** The poller publishes how full a quota is when that changes between tight and not, and not in between. */
    @Test
    void aQuotaIsToldFromThatUseOnWhichIsPublished() throws IOException {
        var tight = Pattern.compile("TIGHT_ABOVE_PERCENT = (\\d+)").matcher(Files.readString(QUOTA));

        assertThat(tight.find()).isTrue();
        assertThat(alert("QuotaNearlyFull").expression()).endsWith("> 0." + tight.group(1));
    }

    @Test
    void alertsAndRunbooksAreOneToOne() throws IOException {
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(
                            alerts.stream().map(alert -> alert.name() + ".md").toList());
        }
    }

    @Test
    void everyRunbookHasItsSectionsInOrder() throws IOException {
        for (var alert : alerts) {
            var text = Files.readString(RUNBOOKS.resolve(alert.name() + ".md"));
            assertThat(text).startsWith("# " + alert.name() + "\n");
            assertThat(text.lines().filter(line -> line.startsWith("## ")))
                    .as(alert.name())
                    .containsExactlyElementsOf(SECTIONS);
        }
    }

    @Test
    void everyCommandOfARunbookIsOneThatThereIs() throws IOException {
        var commands = new TreeSet<String>();
        for (var alert : alerts) {
            SHELL.matcher(Files.readString(RUNBOOKS.resolve(alert.name() + ".md")))
                    .results()
                    .flatMap(block -> block.group(1).lines())
                    .forEach(commands::add);
        }

        assertThat(commands)
                .hasSizeGreaterThan(10)
                .allMatch(command -> KNOWN_COMMAND.matcher(command).matches());
    }

    @Test
    void aTestSeesTheSameExpressionsWithShorterWindows() {
        var scaled = Alerts.of(Scale.SIXTIETH);

        assertThat(scaled)
                .extracting(Alert::name)
                .isEqualTo(alerts.stream().map(Alert::name).toList());
        for (var i = 0; i < alerts.size(); i++) {
            assertThat(withoutTimes(scaled.get(i).expression()))
                    .isEqualTo(withoutTimes(alerts.get(i).expression()));
            assertThat(scaled.get(i).holds()).isEqualTo(alerts.get(i).holds().dividedBy(60));
        }
    }

    private static String withoutTimes(String expression) {
        return expression
                .replaceAll("\\[[^\\]]*]", "[]")
                .replaceAll("> [0-9.]+", ">")
                .replaceAll("offset [0-9a-z]+", "offset");
    }

    @Test
    void timesAreWrittenAsPrometheusReadsThem() {
        assertThat(Scale.PRODUCTION.text(Duration.ofMinutes(90))).isEqualTo("90m");
        assertThat(Scale.PRODUCTION.text(Duration.ofHours(72))).isEqualTo("3d");
        assertThat(Scale.SIXTIETH.minutes(5)).isEqualTo("5s");
        assertThat(Scale.SIXTIETH.text(Duration.ofSeconds(30))).isEqualTo("500ms");
        assertThat(Scale.SIXTIETH.seconds(Duration.ofMinutes(15))).isEqualTo("15");
    }

    @Test
    void everyAlertSaysWhatItIsWhatItMeansAndWhatToDo() {
        for (var alert : alerts) {
            for (var sentence : List.of(alert.summary(), alert.effect(), alert.action())) {
                assertThat(sentence).as(alert.name()).isNotBlank();
            }
            assertThat(alert.action()).endsWith(".");
        }
    }
}
