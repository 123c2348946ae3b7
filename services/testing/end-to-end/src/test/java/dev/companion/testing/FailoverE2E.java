package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.rmm.RmmChange;
import dev.companion.rmm.Site;
import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Http;
import dev.companion.stack.ServiceProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two pollers share the tenants; one is killed. */
@Tag("wide")
class FailoverE2E {

    private static final int TENANTS = 24;
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(15);

    private static final Pattern SWEPT = Pattern.compile("tenantId=(BULK\\d+).* sweep ended");

    @TempDir
    private Path directory;

    @Test
    void theOtherPollerGoesOnWithinFifteenSecondsAndNothingIsPublishedTwice() {
        try (var stack =
                CompanionProcess.startDemo(directory.resolve("data"), Map.of("COMPANION_POLL_INTERVAL", "1s"))) {
            var control = new Http(stack.url("COMPANION_SIMULATOR_PORT"));
            control.send("POST", "/seed", Map.of("tenants", TENANTS, "sites", 30, "companies", 0), Map.of())
                    .expect(200);
            connectAll(stack);
            var sites = oneSiteOfEachTenant(control);
            var sweepsAreTold =
                    Map.of("companion.poller.interval", "1s", "logging.level.dev.companion.poller", "DEBUG");
            try (var second =
                    ServiceProcess.start(stack, "dev.companion.poller.PollerApplication", "poller", sweepsAreTold)) {
                await().atMost(Duration.ofMinutes(3)).until(() -> tenantsSweptBy(second) >= TENANTS / 4);
                // Whatever was quiet until now is swept at the base interval again after this.
                rename(control, sites, "before");
                awaitNamed(stack, sites, "before", Duration.ofSeconds(60));

                second.kill9();
                rename(control, sites, "after");
                var began = System.nanoTime();
                awaitNamed(stack, sites, "after", TAKEN_OVER_WITHIN);
                System.out.printf(
                        "the other poller had published all changes of %d tenants %.1f s after the kill%n",
                        TENANTS, (System.nanoTime() - began) / 1e9);
            }
            everyChangeIsThereOnceAndTheyAddUpToTheState(stack);
        }
    }

    private static void connectAll(CompanionProcess stack) {
        IntStream.rangeClosed(1, TENANTS)
                .mapToObj(DemoCredentials::ofBulkTenant)
                .forEach(credentials -> {
                    var user = stack.console();
                    user.signIn(credentials);
                    user.connect(credentials);
                });
    }

    private static long tenantsSweptBy(ServiceProcess poller) {
        return SWEPT.matcher(poller.said())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .count();
    }

    private static List<String> oneSiteOfEachTenant(Http control) {
        var byTenant = new HashMap<String, String>();
        for (var site : control.get("/world/sites")) {
            var account = site.path("account").asString();
            if (account.startsWith("BULK")) {
                byTenant.put(account, site.path("uid").asString());
            }
        }
        assertThat(byTenant).hasSize(TENANTS);
        return List.copyOf(byTenant.values());
    }

    private static void rename(Http control, List<String> siteUids, String word) {
        for (var uid : siteUids) {
            control.send("PATCH", "/world/sites/" + uid, Map.of("name", word + " " + uid), Map.of())
                    .expect(200);
        }
    }

    private static void awaitNamed(CompanionProcess stack, List<String> siteUids, String word, Duration within) {
        var waiting = new HashSet<>(siteUids);
        try (var consumer = stack.topics().fromTheBeginning(Topics.RMM_SITES)) {
            await().atMost(within).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
                for (ConsumerRecord<String, SpecificRecord> row : consumer.poll(Duration.ofMillis(100))) {
                    if (row.value() instanceof Site site && site.getName().startsWith(word + " ")) {
                        waiting.remove(site.getSiteUid());
                    }
                }
                assertThat(waiting)
                        .as("sites whose name '%s …' is not published", word)
                        .isEmpty();
            });
        }
    }

    private static void everyChangeIsThereOnceAndTheyAddUpToTheState(CompanionProcess stack) {
        var folded = new HashMap<String, String>();
        var occurrences = new HashSet<String>();
        stack.topics()
                .each(
                        row -> {
                            var change = (RmmChange) row.value();
                            assertThat(occurrences.add(new String(
                                            row.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8)))
                                    .as("published once: %s", change)
                                    .isTrue();
                            change.getSiteAfter()
                                    .ifPresentOrElse(
                                            site -> folded.put(row.key(), site.getName()),
                                            () -> folded.remove(row.key()));
                        },
                        Topics.RMM_CHANGES);
        var state = new HashMap<String, String>();
        stack.topics()
                .each(
                        row -> {
                            if (row.value() == null) {
                                state.remove(row.key());
                            } else {
                                state.put(row.key(), ((Site) row.value()).getName());
                            }
                        },
                        Topics.RMM_SITES);
        assertThat(folded).as("changes folded").isEqualTo(state).hasSizeGreaterThanOrEqualTo(TENANTS * 30);
    }
}
