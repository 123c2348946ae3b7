package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.SimulatedVendors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broker, services and vendors in one process that is killed in the middle of its work. */
@Tag("wide")
class KillE2E {

    @TempDir
    private Path directory;

    @Test
    void aKillInTheMiddleOfLinkingFortySitesLosesNothingAndDoublesNothing() {
        try (var companion =
                CompanionProcess.startDemo(directory.resolve("data"), Map.of("COMPANION_POLL_INTERVAL", "1s"))) {
            var credentials = DemoCredentials.printedBy(companion);
            var vendors = companion.vendors();
            var companiesBefore = vendors.companies().size();
            var console = companion.console();
            console.signIn(credentials);
            console.connect(credentials);
            console.awaitSites(40, Duration.ofSeconds(30));
            console.awaitCompanies(10, Duration.ofSeconds(30));
            var links = everySite(console, vendors);
            var siteUids =
                    links.stream().map(link -> (String) link.get("siteUid")).toList();
            var created = links.stream()
                    .filter(link -> ((Map<?, ?>) link.get("company")).containsKey("name"))
                    .count();

            console.link(links);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> vendors.companies().size() >= companiesBefore + 5);
            companion.kill9();
            companion.start();

            var again = companion.console();
            again.signIn(credentials);
            again.awaitReady(siteUids, Duration.ofMinutes(5));
            var world = new LinkedWorld(companion.vendors(), again);
            world.holdsExactlyOneOfEach(siteUids);
            world.noCompanyIsThereTwice();
            world.companiesAre(companiesBefore, (int) created);
        }
    }

    /** A new company wherever the name allows it, an existing one for the rest: forty links. */
    private static List<Map<String, Object>> everySite(ConsoleUser console, SimulatedVendors vendors) {
        var taken = new HashSet<String>();
        vendors.companies()
                .forEach(company -> taken.add(fold(company.path("name").asString())));
        var available = new ArrayList<>(console.availableCompanies());
        var links = new ArrayList<Map<String, Object>>();
        for (var site : console.sites().values()) {
            var name = site.path("name").asString();
            var uid = site.path("siteUid").asString();
            if (name.length() <= 64 && taken.add(fold(name))) {
                links.add(ConsoleUser.toNewCompany(uid, name));
            } else if (!available.isEmpty()) {
                links.add(ConsoleUser.toCompany(
                        uid, available.removeFirst().path("id").asString()));
            } else {
                var other = "Northwind customer " + links.size();
                taken.add(fold(other));
                links.add(ConsoleUser.toNewCompany(uid, other));
            }
        }
        assertThat(links).hasSize(40);
        return links;
    }

    private static String fold(String name) {
        return name.strip().toLowerCase(java.util.Locale.ROOT);
    }
}
