package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.SimulatedVendors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Everything is lost, the keyset too, and only the vendors' world stands: all links are found there again. */
@Tag("wide")
class RebuildE2E {

    private static final Duration LINKED_WITHIN = Duration.ofMinutes(4);
    private static final String FOREIGN = "https://elsewhere.example/Packages/BSTWIN/0/setupdownloader_[AAAA].exe";

    @TempDir
    private Path directory;

    @Test
    void allLinksAreAsBeforeAndNothingIsCreatedOrWritten() throws IOException {
        var data = directory.resolve("data");
        try (var companion = CompanionProcess.startDemo(data, Map.of("COMPANION_POLL_INTERVAL", "2s"))) {
            var credentials = DemoCredentials.printedBy(companion);
            var first = companion.console();
            first.signIn(credentials);
            var sites = linkedSites(companion, first, credentials);
            var linked = sites.subList(0, 6);
            var copied = sites.get(6);
            var foreign = sites.get(7);
            changeWorld(companion.vendors(), first, linked, copied, foreign);
            var before = links(companion.vendors(), first, linked);
            companion.interrupt();

            loseAllButVendors(data);
            companion.start();
            var console = companion.console();
            console.signIn(credentials);
            assertThat(console.sites()).isEmpty();
            console.connect(credentials);
            console.awaitSites(40, LINKED_WITHIN);
            console.awaitCompanies(before.size(), LINKED_WITHIN);

            find(console);
            // The suggestions follow from what the task has found.
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertFound(suggestions(console), before, linked, copied, foreign));
            var found = suggestions(console);

            // The person accepts what is clear at once, and decides the copied variable.
            console.link(linked.stream()
                    .map(uid -> ConsoleUser.toCompany(uid, best(found.get(uid))))
                    .toList());
            console.awaitReady(linked, LINKED_WITHIN);

            assertThat(links(companion.vendors(), console, linked)).isEqualTo(before);
            assertNothingWasWritten(companion.vendors());
            var everything = companion.access().everything();
            for (var topic : List.of(Topics.RMM_SITE_VARIABLES, Topics.SUGGESTIONS, Topics.API_HEALTH, Topics.LINKS)) {
                assertThat(TopicScan.of(everything, topic.name()))
                        .as(topic.name())
                        .doesNotContain("setupdownloader");
            }
            assertThat(companion.log()).doesNotContain("setupdownloader");
        }
    }

    /** Links six of eight sites to new companies. */
    private static List<String> linkedSites(
            CompanionProcess companion, ConsoleUser console, DemoCredentials credentials) {
        console.connect(credentials);
        console.awaitSites(40, LINKED_WITHIN);
        console.awaitCompanies(10, LINKED_WITHIN);
        var taken = companion.vendors().companies().stream()
                .map(company -> fold(company.path("name").asString()))
                .toList();
        var sites = console.sites().values().stream()
                .filter(site -> site.path("state").asString().equals("UNLINKED"))
                .filter(site -> site.path("name").asString().length() <= 60)
                .filter(site -> !taken.contains(fold(site.path("name").asString())))
                .limit(8)
                .toList();
        console.link(sites.subList(0, 6).stream()
                .map(site -> ConsoleUser.toNewCompany(
                        site.path("siteUid").asString(), site.path("name").asString()))
                .toList());
        var uids = sites.stream().map(site -> site.path("siteUid").asString()).toList();
        console.awaitReady(uids.subList(0, 6), LINKED_WITHIN);
        return uids;
    }

    /**
     * One company gets quite another name and one package a name of its own, one company has a near twin; one variable is
     * copied to another site, and one site has a variable that leads elsewhere.
     */
    private static void changeWorld(
            SimulatedVendors vendors, ConsoleUser console, List<String> linked, String copied, String foreign) {
        var before = links(vendors, console, linked);
        vendors.change(
                "/world/companies/" + before.get(linked.get(0)).companyId(), Map.of("name", "Zephyr Holding 4711"));
        vendors.change(
                "/world/packages/" + before.get(linked.get(1)).packageId(), Map.of("name", "Agents of the north"));
        var third = console.sites().get(linked.get(2)).path("name").asString();
        vendors.create("/world/companies", Map.of("name", third + " Ltd"));
        vendors.create(
                "/world/sites/" + copied + "/variables",
                Map.of(
                        "name",
                        SimulatedVendors.VARIABLE,
                        "value",
                        before.get(linked.get(3)).variable()));
        vendors.create(
                "/world/sites/" + foreign + "/variables", Map.of("name", SimulatedVendors.VARIABLE, "value", FOREIGN));
        await().atMost(LINKED_WITHIN)
                .until(() -> console.companies().stream()
                        .anyMatch(company -> company.path("name").asString().equals(third + " Ltd")));
        // GravityZone gives a package that is renamed another link, so Companion sets the variable again.
        console.send("POST", "/api/sweeps", null).expect(202);
        await().atMost(LINKED_WITHIN).untilAsserted(() -> {
            var packages = vendors.packages();
            links(vendors, console, linked)
                    .forEach((uid, link) -> assertThat(packages.get(link.companyId()).stream()
                                    .map(each -> each.path("installLinkWindows").asString()))
                            .contains(link.variable()));
        });
        console.awaitReady(linked, LINKED_WITHIN);
    }

    private static void find(ConsoleUser console) {
        var task = console.send("POST", "/api/link-searches", null)
                .expect(202)
                .json()
                .path("taskId")
                .asString();
        await().atMost(LINKED_WITHIN).untilAsserted(() -> {
            var now = console.get("/api/tasks/" + task);
            assertThat(now.path("state").asString()).as(now.toString()).isEqualTo("SUCCEEDED");
            assertThat(now.path("message").asString())
                    .contains("sites hold the installation link of a known package")
                    .contains("1 lead to no known package");
        });
    }

    private static void assertFound(
            Map<String, JsonNode> found,
            Map<String, LinkOf> before,
            List<String> linked,
            String copied,
            String foreign) {
        var twice = linked.get(3);
        var clear = linked.stream().filter(uid -> !uid.equals(twice)).toList();
        assertThat(found.values().stream()
                        .filter(suggestion -> suggestion.path("linkedBefore").asBoolean())
                        .map(suggestion -> suggestion.path("siteUid").asString()))
                .containsExactlyInAnyOrderElementsOf(clear);
        for (var uid : clear) {
            assertThat(best(found.get(uid))).isEqualTo(before.get(uid).companyId());
        }
        assertThat(found).containsKeys(twice, copied, foreign);
        for (var uid : List.of(twice, copied)) {
            assertThat(found.get(uid).path("state").asString()).isEqualTo("DISPUTED");
            assertThat(found.get(uid).path("dispute").asString()).startsWith("Several sites hold");
            assertThat(best(found.get(uid))).isEqualTo(before.get(twice).companyId());
        }
        assertThat(found.get(foreign).path("dispute").asString())
                .contains("leads to no installation package that Companion knows");
    }

    private static Map<String, JsonNode> suggestions(ConsoleUser console) {
        var all = new TreeMap<String, JsonNode>();
        console.get("/api/suggestions?size=500")
                .path("items")
                .forEach(each -> all.put(each.path("siteUid").asString(), each));
        return all;
    }

    private static String best(JsonNode suggestion) {
        return suggestion.path("candidates").path(0).path("companyId").asString();
    }

    private record LinkOf(String companyId, String packageId, String variable) {}

    /** As the console tells them, with the value that the vendor has for the variable. */
    private static Map<String, LinkOf> links(SimulatedVendors vendors, ConsoleUser console, List<String> uids) {
        var all = new TreeMap<String, LinkOf>();
        var sites = console.sites();
        for (var uid : uids) {
            var site = sites.get(uid);
            all.put(
                    uid,
                    new LinkOf(
                            site.path("company").path("id").asString(),
                            site.path("package").path("id").asString(),
                            String.join(" and ", vendors.variableOf(uid))));
        }
        return all;
    }

    private static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** The keyset is lost too. */
    private static void loseAllButVendors(Path data) throws IOException {
        var lost = data.resolveSibling("lost");
        Files.move(data, lost);
        Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.move(lost.resolve("simulator"), data.resolve("simulator"));
    }

    /** The simulated vendors count from the start of the new installation on. */
    private static void assertNothingWasWritten(SimulatedVendors vendors) {
        assertThat(vendors.calls().keySet())
                .contains("datto GET /v2/site/{siteUid}/variables")
                .noneMatch(method -> method.matches("datto (PUT|DELETE|POST /v2/site).*"))
                .noneMatch(method -> method.matches("gravityzone .*\\\\.(create|update|delete|set|move|suspend).*"));
    }
}
