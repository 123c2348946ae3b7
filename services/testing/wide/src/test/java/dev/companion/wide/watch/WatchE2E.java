package dev.companion.wide.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.companion.stack.ConsoleUser;
import dev.companion.watch.dashboards.Dashboards;
import dev.companion.watch.metrics.MetricCatalogue;
import dev.companion.watch.metrics.PromQl;
import dev.companion.watch.rules.Alerts;
import dev.companion.watch.rules.Recording;
import dev.companion.watch.rules.Recordings;
import dev.companion.watch.rules.Scale;
import dev.companion.wide.watch.Identities.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus reads a running stack at rest: what is counted twice adds up, and panels have data. */
class WatchE2E {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration SECONDS = Duration.ofSeconds(20);

    /** Panels without a sample while nothing is wrong, and what fills them. */
    static final Map<String, String> EMPTY_AT_REST = Map.of(
            "Holds", "many rows vanish at once",
            "Time in garbage collection", "the first collection");

    private static final Pattern PROMQL = Pattern.compile("(?s)```promql\n(.*?)```");

    @TempDir
    private Path directory;

    @Test
    void countsAddUpAndPanelsHaveData() throws Exception {
        assumeTrue(
                WatchTower.isInstalled(),
                "Prometheus and Alertmanager are not installed (Debian: prometheus, prometheus-alertmanager)");
        try (var stack = WatchedStack.start(directory)) {
            var tower = stack.tower();
            var identities = Identities.begin(stack);
            var site = WatchedStack.link(stack.user(), "Watched and Sons");
            stack.user().awaitReady(List.of(site), SOON);
            await().atMost(SOON).until(() -> !tower.isFiring("CompanionDown"));

            hold(identities.sinceTheStart());
            everyMetricIsDocumented(tower);
            everyPanelHasData(tower, stack.user());
            theQueriesOfRunbooksWork(tower);
            Scrapes.print("at rest", Scrapes.of(stack));
        }
    }

    private static void hold(List<Identity> identities) {
        identities.forEach(each -> System.out.printf("%s: %.0f, %.0f%n", each.what(), each.one(), each.other()));
        assertThat(identities).allMatch(Identity::holds);
    }

    private static void everyMetricIsDocumented(WatchTower tower) {
        var scraped = new TreeSet<>(tower.names());
        assertThat(scraped.stream().filter(name -> name.startsWith("companion_") || name.startsWith("kafka_")))
                .allMatch(name -> MetricCatalogue.find(name).isPresent());
        for (var alert : Alerts.of(Scale.SIXTIETH)) {
            assertThat(scraped).as(alert.name()).containsAll(PromQl.metricsOf(alert.expression()));
        }
        var recorded = Recordings.of(Scale.SIXTIETH).stream()
                .map(Recording::name)
                .filter(name -> !scraped.contains(name))
                .toList();
        assertThat(recorded).as("recordings without a sample").isEmpty();
    }

    /** Once the console has requests to show, and they were scraped. */
    private static void everyPanelHasData(WatchTower tower, ConsoleUser user) {
        var panels = Dashboards.ALL.stream()
                .flatMap(dashboard -> dashboard.panels())
                .filter(panel -> !EMPTY_AT_REST.containsKey(panel.title()))
                .toList();
        for (var panel : panels) {
            for (var query : panel.queries()) {
                await("data of the panel " + panel.title()).atMost(SECONDS).until(() -> {
                    user.sites();
                    return tower.query(atNow(query.expression())).stream().anyMatch(Double::isFinite);
                });
            }
        }
        System.out.printf("%d panels have data, %s are empty at rest%n", panels.size(), EMPTY_AT_REST.keySet());
    }

    /** A panel's query without its variables. */
    static String atNow(String expression) {
        return expression.replace("$namespace", ".*").replace("$instance", ".*").replace("$__rate_interval", "1m");
    }

    private static void theQueriesOfRunbooksWork(WatchTower tower) throws IOException {
        Set<String> queries = new TreeSet<>();
        try (var files =
                Files.list(Path.of(System.getProperty("companion.home", ".")).resolve("docs/runbooks"))) {
            for (var file : files.toList()) {
                PROMQL.matcher(Files.readString(file)).results().forEach(found -> queries.add(found.group(1)));
            }
        }
        assertThat(queries).hasSizeGreaterThan(20);
        queries.forEach(tower::query);
    }
}
