package dev.companion.wide.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.companion.stack.SplitStack.Jvm;
import dev.companion.watch.dashboards.Dashboards;
import dev.companion.watch.rules.Alert;
import dev.companion.watch.rules.Alerts;
import dev.companion.watch.rules.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Each alert fires for a fault that it is for, as a webhook is told, and is told to be over after the mend. */
@EnabledIfSystemProperty(
        named = "companion.watch",
        matches = "true",
        disabledReason = "it takes seven to nine minutes: -Dcompanion.watch=true")
class AlertsE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** Alerts that no fault of some minutes raises. */
    private static final Map<String, String> NOT_PROVOKED = Map.of(
            "OldSealingKey", "a rotation must last for 30 days, which are 12 hours here",
            "SeriesBudget", "no setting makes a process publish so many series");

    @TempDir
    private Path directory;

    @Test
    void everyAlertFiresAndEnds() throws Exception {
        assumeTrue(
                WatchTower.isInstalled(),
                "Prometheus and Alertmanager are not installed (Debian: prometheus, prometheus-alertmanager)");
        var begun = System.nanoTime();
        try (var stack = WatchedStack.start(directory);
                var administrator = new Administrator(stack.stack().access());
                var processes = new ProcessFaults(stack, administrator, directory)) {
            var site = WatchedStack.link(stack.user(), "Watched and Sons");
            stack.user().awaitReady(List.of(site), SOON);
            await().atMost(SOON).until(() -> !stack.tower().isFiring("CompanionDown"));
            System.out.printf("begins after %.0f s%n", (System.nanoTime() - begun) / 1e9);
            deleteASite(stack);
            Scrapes.print("before restarts", Scrapes.of(stack));

            var drill = new AlertDrill(stack.tower());
            try {
                run(drill, stack, administrator, processes, site);
            } finally {
                drill.print();
                System.out.printf("all in %.0f s%n", (System.nanoTime() - begun) / 1e9);
            }
            Scrapes.print("after restarts", Scrapes.of(stack));
            faultsHaveFilledPanels(stack.tower());
            assertThat(drill.failures()).isEmpty();
            assertThat(drill.rows().keySet())
                    .containsExactlyInAnyOrderElementsOf(Alerts.of(Scale.SIXTIETH).stream()
                            .map(Alert::name)
                            .filter(name -> !NOT_PROVOKED.containsKey(name))
                            .toList());
        }
    }

    private static void deleteASite(WatchedStack stack) {
        var site = stack.sitesOf(stack.tenant(1).account()).getLast();
        stack.vendors().delete("/world/sites/" + site.path("uid").asString());
        await("confirmed deletion")
                .atMost(SOON)
                .until(() -> !stack.tower()
                        .query("companion_poller_deletions_total > 0")
                        .isEmpty());
    }

    /** The panels that are empty while nothing is wrong. */
    private static void faultsHaveFilledPanels(WatchTower tower) {
        for (var panel : Dashboards.ALL.stream().flatMap(each -> each.panels()).toList()) {
            if (WatchE2E.EMPTY_AT_REST.containsKey(panel.title())) {
                for (var query : panel.queries()) {
                    var most = tower.query("max_over_time((%s)[1h:1s])".formatted(WatchE2E.atNow(query.expression())));
                    System.out.printf("panel %s: %s%n", panel.title(), most);
                    assertThat(most).as(panel.title()).anyMatch(value -> value > 0);
                }
            }
        }
    }

    private static void run(
            AlertDrill drill, WatchedStack stack, Administrator administrator, ProcessFaults processes, String site) {
        var vendors = new VendorFaults(stack);
        var records = new RecordFaults(stack, administrator);
        var broker = new BrokerFaults(stack, administrator, site);
        var registry = Signals.ofRegistry(stack.stack().handle(Jvm.BROKER));

        var lanes = new ArrayList<List<Provocation>>();
        vendors.ofSomeTenants().forEach(each -> lanes.add(List.of(each)));
        lanes.add(List.of(processes.killed(), processes.topicChanged()));
        lanes.add(List.of(vendors.otherTool())); // not while our address is blocked: then no quota is read
        drill.run("some tenants, one process", lanes);

        drill.run(
                "all tenants, records, groups",
                List.of(
                        List.of(vendors.addressBlocked()),
                        List.of(processes.otherKeyset(), processes.heapTooSmall()),
                        List.of(records.slowMapper(), records.garbage()),
                        List.of(records.membersRemoved(), processes.threadsFail(records, registry))));

        drill.run(
                "the broker",
                List.of(
                        List.of(broker.killed()),
                        List.of(broker.requestsFail()),
                        List.of(broker.passwordChanged()),
                        List.of(broker.versionsDiffered())));
    }
}
