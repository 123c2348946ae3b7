package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.companion.schemas.Topics;
import dev.companion.stack.CompanionProcess;
import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.SimulatedVendors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant with a link is disconnected from GravityZone, everything is killed, and it is connected again. */
@Tag("wide")
class DisconnectE2E {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration WITHIN = Duration.ofMinutes(3);
    private static final String NAME = "Northwind Managed IT";

    @TempDir
    private static Path directory;

    @Test
    void theOldKeyIsNotUsedAgainAndNothingIsLost() {
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
            var first = sites.get(0).path("siteUid").asString();
            var second = sites.get(1).path("siteUid").asString();
            console.link(List.of(ConsoleUser.toNewCompany(first, "Disconnect one")));
            console.awaitReady(List.of(first), WITHIN);

            disconnect(console);
            assertThat(secrets(companion, tenantId)).containsExactlyInAnyOrder("RMM_API_KEY", "RMM_API_SECRET_KEY");
            assertThat(console.get("/api/settings").path("gravityZone").isNull())
                    .isTrue();
            assertThat(console.sites().get(first).path("state").asString()).isEqualTo("READY");
            assertNoCallsWhileTheOtherVendorIsRead(vendors);

            companion.kill9();
            companion.start();
            console = companion.console();
            console.signIn(credentials);
            console.awaitSites(40, SOON);
            assertNoCallsWhileTheOtherVendorIsRead(vendors);
            var receipt = console.get("/api/tenant/connections").path(1).path("disconnected");
            assertThat(receipt.path("links").asInt()).isOne();
            assertThat(receipt.path("removed").asString()).contains("key …");

            vendors.forgetJournal();
            console.connect(credentials);
            awaitConnected(console);
            console.link(List.of(ConsoleUser.toNewCompany(second, "Disconnect two")));
            console.awaitReady(List.of(first, second), WITHIN);
            assertThat(vendors.calls()).containsEntry("gravityzone companies.createCompany", 1L);
            assertThat(vendors.companiesNamed("Disconnect one")).hasSize(1);
        }
    }

    /** Right after a start, keys that are saved may be accepted before they are known to be in effect. */
    private static void awaitConnected(ConsoleUser console) {
        await().atMost(SOON)
                .until(() -> !console.get("/api/settings").path("gravityZone").isNull());
    }

    private static void disconnect(ConsoleUser console) {
        var body = Map.of("vendor", "GRAVITYZONE", "confirm", NAME);
        assertThat(console.send(
                                "POST",
                                "/api/tenant/connections/removal",
                                Map.of("vendor", "GRAVITYZONE", "confirm", "Northwind"))
                        .status())
                .isEqualTo(422);
        var answer = console.send("POST", "/api/tenant/connections/removal", body);
        assertThat(answer.status()).isEqualTo(202);
        var taskId = answer.json().path("taskId").asString();
        await().atMost(SOON)
                .until(() -> console.get("/api/tasks/" + taskId)
                        .path("state")
                        .asString()
                        .equals("SUCCEEDED"));
        await().atMost(SOON)
                .until(() -> console.get("/api/settings").path("gravityZone").isNull());
    }

    /** Datto RMM is read on, so its calls say that enough time has passed for several of GravityZone. */
    private static void assertNoCallsWhileTheOtherVendorIsRead(SimulatedVendors vendors) {
        // What was under way when it was disconnected may end.
        await().atMost(SOON).until(() -> datto(vendors) > 0);
        vendors.forgetJournal();
        await().atMost(SOON).until(() -> datto(vendors) >= 6);
        assertThat(vendors.calls().keySet()).noneMatch(call -> call.startsWith("gravityzone"));
    }

    private static long datto(SimulatedVendors vendors) {
        return vendors.calls().entrySet().stream()
                .filter(call -> !call.getKey().startsWith("gravityzone"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static List<String> secrets(CompanionProcess companion, String tenantId) {
        return companion.topics().state(Topics.SECRETS).keySet().stream()
                .filter(key -> key.startsWith(tenantId + "|"))
                .map(key -> key.substring(tenantId.length() + 1))
                .toList();
    }
}
