package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.SimulatedVendors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the administrator is told when something goes wrong is what the document says, word for word. */
@Tag("wide")
class TroubleInWordsE2E {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String LONG_NAME =
            "Brotherhood of Bridge Builders and Allied Trades ".repeat(6).substring(0, 255);

    @TempDir
    private static Path directory;

    private static CompanionProcess companion;
    private static ConsoleUser console;
    private static SimulatedVendors vendors;
    private static final Deque<JsonNode> FREE = new ArrayDeque<>();
    private static Map<String, String> words;

    @BeforeAll
    static void start() throws IOException {
        words = told();
        companion = CompanionProcess.startDemo(directory.resolve("data"), Map.of("COMPANION_POLL_INTERVAL", "1s"));
        var credentials = DemoCredentials.printedBy(companion);
        console = companion.console();
        vendors = companion.vendors();
        console.signIn(credentials);
        console.connect(credentials);
        console.awaitSites(40, Duration.ofMinutes(2));
        console.sites().values().stream()
                .filter(site ->
                        vendors.companiesNamed(site.path("name").asString()).isEmpty())
                .forEach(FREE::add);
    }

    @AfterAll
    static void stop() {
        companion.close();
    }

    @AfterEach
    void theFaultIsOver() {
        vendors.clearFaults();
    }

    /** Situation and what a site then says, from the document's table. */
    private static Map<String, String> told() throws IOException {
        var rows = new HashMap<String, String>();
        var document = Path.of(System.getProperty("companion.home"), "docs", "troubles-in-words.md");
        for (var line : Files.readAllLines(document)) {
            var cells = line.split("\\|");
            if (line.startsWith("| ") && cells.length > 2) {
                rows.put(cells[1].strip(), cells[2].strip().replaceAll("^“|”$", ""));
            }
        }
        return rows;
    }

    private static String said(String situation) {
        assertThat(words).as("rows of docs/troubles-in-words.md").containsKey(situation);
        return words.get(situation);
    }

    private static String uid(JsonNode site) {
        return site.path("siteUid").asString();
    }

    private static String linkOne() {
        var site = FREE.pop();
        console.link(
                List.of(ConsoleUser.toNewCompany(uid(site), site.path("name").asString())));
        return uid(site);
    }

    private static String messageOf(String site) {
        var item = console.sites().get(site);
        return StreamSupport.stream(item.path("conditions").spliterator(), false)
                .map(condition -> condition.path("message").asString(""))
                .reduce("", (all, one) -> all + " · " + one);
    }

    private static void says(String site, String situation) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(messageOf(site)).contains(said(situation)));
    }

    private static void endsReady(String site) {
        vendors.clearFaults();
        console.awaitReady(List.of(site), Duration.ofMinutes(3));
    }

    private static Map<String, Object> everyCall(String kind) {
        return Map.of("api", "gravityzone", "method", "*", "kind", kind);
    }

    @Test
    void aStormOfRefusalsForQuota() {
        vendors.inject(Map.of("api", "gravityzone", "method", "*", "kind", "RATE_LIMIT", "retryAfter", 2, "count", 12));
        var site = linkOne();

        says(site, "GravityZone refuses for quota");
        endsReady(site);
    }

    @Test
    void gravityZoneIsAway() {
        vendors.inject(Map.of("api", "gravityzone", "method", "*", "kind", "STATUS", "status", 503));
        var site = linkOne();

        says(site, "GravityZone answers 503");
        endsReady(site);
    }

    @Test
    void aMaintenancePage() {
        vendors.inject(everyCall("HTML"));
        var site = linkOne();

        says(site, "GravityZone shows a maintenance page");
        endsReady(site);
    }

    @Test
    void dattoIsAway() {
        vendors.inject(Map.of("api", "datto", "method", "*variable*", "kind", "STATUS", "status", 503));
        var site = linkOne();

        says(site, "Datto RMM answers 503");
        endsReady(site);
    }

    @Test
    void theAnswerToACreationIsLost() {
        vendors.inject(Map.of("api", "gravityzone", "method", "createCompany", "kind", "RESET_AFTER", "count", 1));
        var site = linkOne();

        says(site, "The answer to a creation is lost");
        endsReady(site);
        assertThat(vendors.companiesNamed(
                        console.sites().get(site).path("company").path("name").asString()))
                .hasSize(1);
    }

    @Test
    void anAddOnThatTheLicenceDoesNotCover() {
        console.put(
                "/api/settings/default-package",
                Map.of(
                        "modules",
                        Map.of(
                                "advancedAntiExploit", true,
                                "advancedThreatControl", true,
                                "deviceControl", false,
                                "firewall", true,
                                "contentControl", false,
                                "networkAttackDefense", true,
                                "powerUser", false),
                        "addOns",
                        Map.of(
                                "edrSensor", false,
                                "patchManagement", true,
                                "exchangeProtection", false,
                                "fullDiskEncryption", false),
                        "removeCompetitors",
                        true,
                        "language",
                        "en_US"));
        var site = linkOne();

        endsReady(site);
        says(site, "The licence lacks patch management");
    }

    @Test
    void aNameOf255CharactersIsProposedShorterAndRefusedAsItIs() {
        var site = FREE.pop();
        rename(site, LONG_NAME);

        var proposed = proposedFor(site);
        assertThat(proposed).hasSizeLessThanOrEqualTo(64).startsWith("Brotherhood of Bridge Builders");
        assertThat(refusalOf(site, LONG_NAME)).contains(said("A name of 255 characters"));
        console.link(List.of(ConsoleUser.toNewCompany(uid(site), proposed)));
        endsReady(uid(site));
    }

    @Test
    void aNameWithAnAngleBracketIsProposedWithoutAndRefusedAsItIs() {
        var site = FREE.pop();
        rename(site, "Bits <and> Bytes");

        var proposed = proposedFor(site);
        assertThat(proposed).doesNotContain("<", ">");
        assertThat(refusalOf(site, "Bits <and> Bytes")).contains(said("A name with < or >"));
        console.link(List.of(ConsoleUser.toNewCompany(uid(site), proposed)));
        endsReady(uid(site));
    }

    @Test
    void twoSitesOfOneName() {
        var one = FREE.pop();
        var two = FREE.pop();
        rename(one, "Twin Oaks");
        rename(two, "Twin Oaks");

        var answer = console.send(
                "POST",
                "/api/links",
                Map.of(
                        "links",
                        List.of(
                                ConsoleUser.toNewCompany(uid(one), "Twin Oaks"),
                                ConsoleUser.toNewCompany(uid(two), "Twin Oaks"))));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(said("Two sites of one name"));
        assertThat(proposedFor(one)).isNotEqualTo(proposedFor(two));
    }

    private static void rename(JsonNode site, String name) {
        vendors.change("/world/sites/" + uid(site), Map.of("name", name));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> console.sites()
                        .get(uid(site))
                        .path("name")
                        .asString()
                        .strip()
                        .equals(name.strip()));
    }

    private static String proposedFor(JsonNode site) {
        return console.sites().get(uid(site)).path("proposedCompanyName").asString();
    }

    private static String refusalOf(JsonNode site, String name) {
        var answer =
                console.send("POST", "/api/links", Map.of("links", List.of(ConsoleUser.toNewCompany(uid(site), name))));
        assertThat(answer.status()).isEqualTo(422);
        return answer.body();
    }
}
