package dev.companion.wide.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.companion.stack.SplitStack.Jvm;
import dev.companion.wide.watch.Identities.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** While sites are linked, one process after the other is killed; then what a live Prometheus has still adds up. */
@EnabledIfSystemProperty(
        named = "companion.watch.kills",
        matches = "[1-9][0-9]*",
        disabledReason = "it starts processes again for some minutes: -Dcompanion.watch.kills=10")
class IdentitiesE2E {

    private static final List<Jvm> KILLED =
            List.of(Jvm.PROVISIONER_A, Jvm.PROVISIONER_B, Jvm.PROVISIONER_A, Jvm.SERVICES, Jvm.BROKER);

    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Test
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

            found.forEach(each -> System.out.printf("%s: %.0f, %.0f%n", each.what(), each.one(), each.other()));
            assertThat(found).allMatch(Identity::holds);
        }
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
