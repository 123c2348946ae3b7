package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Kind;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.SimulatedVendors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A tenant with links is reset, and is then set up again. */
@Tag("wide")
class ResetE2E {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration WITHIN = Duration.ofMinutes(3);
    private static final String NAME = "Northwind Managed IT";

    @TempDir
    private static Path directory;

    @Test
    void nothingIsLeftTheReceiptCountsItAndTheTenantCanBeSetUpAgain() {
        try (var companion =
                CompanionProcess.startDemo(directory.resolve("data"), Map.of("COMPANION_POLL_INTERVAL", "2s"))) {
            var credentials = DemoCredentials.printedBy(companion);
            var console = companion.console();
            var vendors = companion.vendors();
            var tenantId = console.signIn(credentials).path("tenant").path("id").asString();
            console.connect(credentials);
            console.awaitSites(40, SOON);
            console.awaitCompanies(10, SOON);
            var sites = List.copyOf(console.sites().values());
            var linked = List.of(uid(sites.get(0)), uid(sites.get(1)));
            console.link(linked.stream()
                    .map(siteUid -> ConsoleUser.toNewCompany(siteUid, "Reset " + siteUid.substring(0, 8)))
                    .toList());
            console.awaitReady(linked, WITHIN);

            refusedUnlessConfirmed(console);
            var live = count(companion, tenantId);
            var world = world(vendors);
            var taskId = accepted(console);
            var task = await().atMost(WITHIN)
                    .until(
                            () -> console.get("/api/tasks/" + taskId),
                            shown -> shown.path("state").asString().equals("SUCCEEDED"));

            var receipt = console.get("/api/tenant/reset")
                    .path("last")
                    .path("receipt")
                    .asString();
            assertThat(task.path("message").asString()).contains(receipt);
            assertThat(counted(receipt))
                    .as("keys that were there when the reset began")
                    .containsAllEntriesOf(live);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    LiveKeys.of(companion.access().everything(), tenantId, ResetE2E::isCompacted))
                            .isEmpty());
            assertThat(companion.topics().state(Topics.GRAVITYZONE_ROOT_CLAIMS)).isEmpty();
            assertThat(console.get("/api/settings").path("gravityZone").isNull())
                    .isTrue();
            assertThat(console.sites()).isEmpty();
            assertThat(world(vendors)).as("nothing is changed at the vendors").isEqualTo(world);

            vendors.forgetJournal();
            console.connect(credentials);
            console.awaitSites(40, SOON);
            var again = linked.getFirst();
            var company =
                    vendors.companiesNamed("Reset " + again.substring(0, 8)).getFirst();
            var companyId = company.path("id").asString();
            await().atMost(SOON)
                    .until(() -> console.availableCompanies().stream()
                            .anyMatch(each -> each.path("id").asString().equals(companyId)));
            console.link(List.of(ConsoleUser.toCompany(again, companyId)));
            console.awaitReady(List.of(again), WITHIN);
            assertThat(vendors.calls()).doesNotContainKey("gravityzone companies.createCompany");
            assertThat(vendors.companies()).hasSize(world.companies());
        }
    }

    private static void refusedUnlessConfirmed(ConsoleUser console) {
        var refused = console.send("POST", "/api/tenant/reset", Map.of("confirm", "Northwind"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(console.get("/api/tenant/reset").path("underWay").isNull()).isTrue();
    }

    private static String accepted(ConsoleUser console) {
        var answer = console.send("POST", "/api/tenant/reset", Map.of("confirm", NAME));
        assertThat(answer.status()).isEqualTo(202);
        return answer.json().path("taskId").asString();
    }

    /** What the vendors hold. */
    private record World(int companies, Map<String, List<JsonNode>> packages, Map<String, List<String>> variables) {}

    private static World world(SimulatedVendors vendors) {
        return new World(vendors.companies().size(), vendors.packages(), vendors.variables());
    }

    /** Live keys of the tenant by topic, as the receipt names it. The result of the reset itself is not there yet. */
    private static Map<String, Integer> count(CompanionProcess companion, String tenantId) {
        var counts = new TreeMap<String, Integer>();
        LiveKeys.of(companion.access().everything(), tenantId, stateTopics()::contains)
                .forEach((topic, keys) -> counts.put(shortName(topic), keys.size()));
        counts.merge("request-results", 1, Integer::sum);
        return counts;
    }

    private static Map<String, Integer> counted(String receipt) {
        return List.of(receipt.split(", ")).stream()
                .map(entry -> entry.split(" "))
                .collect(Collectors.toMap(entry -> entry[0], entry -> Integer.valueOf(entry[1])));
    }

    /** State topics, and the changelogs of all stores. */
    private static boolean isCompacted(String topic) {
        return topic.endsWith("-changelog") || stateTopics().contains(topic);
    }

    private static Set<String> stateTopics() {
        return TopicCatalogue.load().rows().stream()
                .filter(row -> row.kind() == Kind.STATE)
                .map(Row::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String shortName(String topic) {
        return topic.replaceFirst("^companion\\.", "").replaceFirst("\\.v1$", "");
    }

    private static String uid(JsonNode site) {
        return site.path("siteUid").asString();
    }
}
