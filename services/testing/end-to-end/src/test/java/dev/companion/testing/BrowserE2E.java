package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.stack.CompanionProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job through the pages, in a real browser. */
@Tag("wide")
class BrowserE2E {

    @TempDir
    private Path directory;

    @Test
    void signingInLinkingASiteAndSettlingAnEventWorkInABrowser() throws Exception {
        var screenshots = Files.createDirectories(Path.of("target", "screenshots"));
        try (var companion =
                CompanionProcess.startDemo(directory.resolve("data"), Map.of("COMPANION_POLL_INTERVAL", "1s"))) {
            var scripts = NodeScripts.install(directory);

            var seen = scripts.run(
                    "browser-main-job.mjs",
                    companion.url("COMPANION_CONSOLE_PORT"),
                    chromium().toString(),
                    screenshots.toAbsolutePath().toString());

            assertThat(seen.path("state").asString()).isEqualTo("Ready");
            assertThat(seen.path("company").asString()).isEqualTo("Brightwater Primary School");
            assertThat(seen.path("complaints"))
                    .as("what the browser complained of")
                    .isEmpty();
            assertThat(companion.vendors().companiesNamed("Brightwater Primary School"))
                    .hasSize(1);

            var site = companion.vendors().sites().stream()
                    .filter(each -> each.path("name").asString().equals("Brightwater Primary School"))
                    .findFirst()
                    .orElseThrow();
            companion
                    .vendors()
                    .change("/world/sites/" + site.path("uid").asString(), Map.of("name", "Brightwater Academy"));
            var settled = scripts.run(
                    "browser-events.mjs",
                    companion.url("COMPANION_CONSOLE_PORT"),
                    chromium().toString(),
                    screenshots.toAbsolutePath().toString());

            assertThat(settled.path("recommended").asString()).isEqualTo("Rename company");
            assertThat(settled.path("left").asInt()).as("events left").isZero();
            assertThat(settled.path("closed").asString()).contains("Site renamed");
            assertThat(settled.path("stale").asString()).contains("Not up to date.", "error 500", "Trying again");
            assertThat(settled.path("kept").asInt()).as("rows while it fails").isPositive();
            assertThat(settled.path("then").asString()).contains("No event in this state");
            assertThat(settled.path("complaints"))
                    .as("what the browser complained of")
                    .isEmpty();
            assertThat(companion.vendors().companiesNamed("Brightwater Academy"))
                    .hasSize(1);
            whatNeedsCare(companion, scripts, screenshots);
        }
    }

    /** An installation link, and the reset of the tenant. */
    private static void whatNeedsCare(CompanionProcess companion, NodeScripts scripts, Path screenshots)
            throws Exception {
        var companies = companion.vendors().companies();
        var link = companion.vendors().packages().values().stream()
                .flatMap(List::stream)
                .map(each -> each.path("installLinkWindows").asString())
                .toList();

        var seen = scripts.run(
                "browser-care.mjs",
                companion.url("COMPANION_CONSOLE_PORT"),
                chromium().toString(),
                screenshots.toAbsolutePath().toString());

        assertThat(seen.path("hidden").asString()).matches("•+");
        assertThat(link).contains(seen.path("shown").asString());
        assertThat(seen.path("copied").asString()).isEqualTo(seen.path("shown").asString());
        assertThat(seen.path("wrong").asString()).contains("Northwind Managed IT");
        assertThat(seen.path("receipt").asString()).contains("links 1", "secrets ", "tenants 1");
        assertThat(seen.path("sites").asInt()).as("sites after the reset").isZero();
        assertThat(seen.path("complaints")).as("what the browser complained of").isEmpty();
        assertThat(companion.vendors().companies())
                .as("nothing changes at the vendors")
                .isEqualTo(companies);
    }

    static Path chromium() {
        return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Chromium (install it: apt-get install chromium)"));
    }
}
