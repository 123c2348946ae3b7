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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Backup, everything deleted but the keyset, restore. */
@Tag("wide")
class BackupE2E {

    private static final Duration LINKED_WITHIN = Duration.ofMinutes(4);

    @TempDir
    private Path directory;

    @Test
    void everythingIsDeletedAndRestoredAndNothingIsDoneTwice() throws IOException {
        var data = directory.resolve("data");
        var file = directory.resolve("backup.zip");
        try (var companion = CompanionProcess.startDemo(data, Map.of("COMPANION_POLL_INTERVAL", "2s"))) {
            var credentials = DemoCredentials.printedBy(companion);
            var linked = link(companion, credentials);
            assertThat(companion.command("backup", "export", "--to", file.toString()))
                    .as("services are running")
                    .satisfies(answered -> assertThat(answered.code()).isEqualTo(3))
                    .satisfies(answered -> assertThat(answered.said()).contains("have members"));
            companion.interrupt();

            companion.startOnly("broker");
            var exported = companion.command("backup", "export", "--to", file.toString());
            assertThat(exported.code()).as(exported.said()).isZero();
            var before = WholeState.of(companion);
            companion.interrupt();

            loseAllButKeysetAndVendors(data);
            companion.startOnly("broker");
            assertThat(WholeState.of(companion).records())
                    .as("everything is gone")
                    .isEmpty();
            var restored = companion.command("backup", "restore", "--from", file.toString());
            assertThat(restored.code()).as(restored.said()).isZero();
            var after = WholeState.of(companion);
            assertThat(after.records().keySet())
                    .contains("companion-mapper-links-changelog", "companion-provisioner-links-changelog")
                    .contains("companion-poller-known-sites-changelog", "companion-event-resolver-sites-changelog")
                    .contains(Topics.LINKS.name(), Topics.SECRETS.name(), Topics.AUDIT.name())
                    .doesNotContain(Topics.REQUESTS.name(), Topics.PROVISIONING_INTENTS.name());
            assertThat(after.records()).isEqualTo(before.backedUp());
            assertThat(after.changelogSettings()).isEqualTo(before.changelogSettings());
            companion.interrupt();

            companion.start();
            assertNothingIsDoneTwice(companion, credentials, linked, before);
        }
    }

    /** Eight sites become ready, and one of them is unlinked again. */
    private static List<String> link(CompanionProcess companion, DemoCredentials credentials) {
        var console = companion.console();
        console.signIn(credentials);
        console.connect(credentials);
        console.awaitSites(40, Duration.ofMinutes(1));
        console.awaitCompanies(10, Duration.ofMinutes(1));
        var taken = companion.vendors().companies().stream()
                .map(company -> fold(company.path("name").asString()))
                .toList();
        var sites = console.sites().values().stream()
                .filter(site -> site.path("name").asString().length() <= 64)
                .filter(site -> !taken.contains(fold(site.path("name").asString())))
                .limit(8)
                .toList();
        console.link(sites.stream()
                .map(site ->
                        ConsoleUser.toNewCompany(uid(site), site.path("name").asString()))
                .toList());
        var uids = sites.stream().map(BackupE2E::uid).toList();
        console.awaitReady(uids, LINKED_WITHIN);
        console.unlink(List.of(uids.getFirst()));
        await().atMost(LINKED_WITHIN)
                .until(() -> companion.vendors().variableOf(uids.getFirst()).isEmpty());
        return uids.subList(1, uids.size());
    }

    private static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static String uid(JsonNode site) {
        return site.path("siteUid").asString();
    }

    /** The keyset is backed up apart, and the vendors have their own world. */
    private static void loseAllButKeysetAndVendors(Path data) throws IOException {
        var lost = data.resolveSibling("lost");
        Files.move(data, lost);
        Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (var kept : List.of("keys", "simulator")) {
            Files.move(lost.resolve(kept), data.resolve(kept));
        }
    }

    private static void assertNothingIsDoneTwice(
            CompanionProcess companion, DemoCredentials credentials, List<String> linked, WholeState before) {
        var vendors = companion.vendors();
        var console = companion.console();
        console.signIn(credentials);
        console.awaitReady(linked, LINKED_WITHIN);
        new LinkedWorld(vendors, console).holdsExactlyOneOfEach(linked);
        // The simulated vendors count from the start of the restored installation on.
        await().atMost(Duration.ofMinutes(4))
                .until(() -> calls(vendors, "datto GET /v2/account/sites") >= 3
                        && calls(vendors, "gravityzone network.getNetworkInventoryItems") >= 3
                        && calls(vendors, "gravityzone packages.getInstallationLinks") >= 1);
        assertThat(vendors.calls().keySet())
                .noneMatch(method ->
                        method.startsWith("datto PUT") || method.contains("create") || method.contains("delete"));

        var now = WholeState.of(companion);
        assertThat(now.records()).doesNotContainKey(Topics.REQUESTS.name());
        for (var topic : List.of(
                Topics.LINKS,
                Topics.TENANTS,
                Topics.SECRETS,
                Topics.RMM_SITES,
                Topics.GRAVITYZONE_ROOT_CLAIMS,
                Topics.INSTALLATION_LINKS,
                Topics.REQUEST_RESULTS)) {
            assertThat(now.records().get(topic.name()))
                    .as(topic.name())
                    .isEqualTo(before.backedUp().get(topic.name()));
        }

        var another = console.sites().values().stream()
                .filter(site -> site.path("state").asString().equals("UNLINKED"))
                .map(BackupE2E::uid)
                .filter(uid -> !linked.contains(uid))
                .findFirst()
                .orElseThrow();
        console.link(List.of(ConsoleUser.toNewCompany(another, "Linked after the restore")));
        console.awaitReady(List.of(another), LINKED_WITHIN);
    }

    private static long calls(SimulatedVendors vendors, String method) {
        return vendors.calls().getOrDefault(method, 0L);
    }
}
