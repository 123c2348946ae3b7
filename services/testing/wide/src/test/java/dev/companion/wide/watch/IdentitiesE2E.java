package dev.companion.wide.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.companion.schemas.Topics;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.SplitStack.Jvm;
import dev.companion.wide.watch.Identities.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What a live Prometheus has still adds up after kills, and after half an hour of changes. */
class IdentitiesE2E {

    private static final List<Jvm> KILLED =
            List.of(Jvm.PROVISIONER_A, Jvm.PROVISIONER_B, Jvm.PROVISIONER_A, Jvm.SERVICES, Jvm.BROKER);

    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Test
    @EnabledIfSystemProperty(
            named = "companion.watch.life",
            matches = "PT.*",
            disabledReason = "the vendors' world changes for half an hour: -Dcompanion.watch.life=PT30M")
    void theIdentitiesHoldAfterLife() throws Exception {
        assumeTrue(
                WatchTower.isInstalled(),
                "Prometheus and Alertmanager are not installed (Debian: prometheus, prometheus-alertmanager)");
        var life = Duration.parse(System.getProperty("companion.watch.life"));
        try (var stack = WatchedStack.start(directory)) {
            var identities = Identities.begin(stack);
            var linked = List.of(WatchedStack.link(stack.user(), "Living and Sons"));
            stack.user().awaitReady(linked, SOON);
            stack.vendors().live(true);
            var until = System.nanoTime() + life.toNanos();
            await().atMost(life.plus(SOON))
                    .pollInterval(Duration.ofMinutes(1)) // a session that is not used ends
                    .until(() -> {
                        stack.users().forEach(ConsoleUser::sites);
                        return System.nanoTime() - until >= 0;
                    });
            stack.vendors().live(false);

            var found = identities.sinceTheStart();

            print(found);
            var changes = new AtomicInteger();
            stack.stack().topics().each(_ -> changes.incrementAndGet(), Topics.RMM_CHANGES);
            System.out.printf("%d changes of sites and users%n", changes.get());
            assertThat(found).allMatch(Identity::holds);
        }
    }

    /** While sites are linked, one process after the other is killed. */
    @Test
    @EnabledIfSystemProperty(
            named = "companion.watch.kills",
            matches = "[1-9][0-9]*",
            disabledReason = "it starts processes again for some minutes: -Dcompanion.watch.kills=10")
    void theIdentitiesHoldAfterKills() throws Exception {
        assumeTrue(
                WatchTower.isInstalled(),
                "Prometheus and Alertmanager are not installed (Debian: prometheus, prometheus-alertmanager)");
        var kills = Integer.getInteger("companion.watch.kills");
        var seed = Long.getLong("companion.watch.seed", System.nanoTime() & 0xFFFFFF);
        var random = new Random(seed);
        System.out.printf("seed %d: %d kills%n", seed, kills);
        try (var stack = WatchedStack.start(directory)) {
            var identities = Identities.begin(stack);
            var linked = new ArrayList<String>();
            for (var kill = 1; kill <= kills; kill++) {
                linked.add(WatchedStack.link(stack.user(), "Killed and Sons " + kill));
                var jvm = KILLED.get(random.nextInt(KILLED.size()));
                Thread.sleep(random.nextInt(2_000)); // a random moment is what is tried
                stack.kill9(jvm);
                stack.startRightly(jvm);
                stack.user().awaitReady(linked, SOON);
                System.out.printf("%d: %s%n", kill, jvm.said());
            }
            hidden(stack, true);
            await().atMost(SOON)
                    .until(() ->
                            stack.tower().query("companion_deletion_holds > 0").size() == 1);

            var found = identities.afterKills();

            print(found);
            assertThat(found).allMatch(Identity::holds);
        }
    }

    private static void print(List<Identity> found) {
        found.forEach(each -> System.out.printf("%s: %.0f, %.0f%n", each.what(), each.one(), each.other()));
    }

    private static void hidden(WatchedStack stack, boolean hidden) {
        var sites = stack.sitesOf(stack.tenant(2).account());
        sites.subList(0, sites.size() / 2)
                .forEach(site -> stack.vendors()
                        .change(
                                "/world/sites/" + site.path("uid").asString(),
                                Map.of("hiddenFrom", hidden ? List.of("*") : List.of())));
    }
}
