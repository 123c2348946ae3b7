package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.stack.CompanionProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an administrator does with the pages, from the first sign-in to the reset, in a real browser; the console is killed in between. */
@Tag("wide")
class JourneysE2E {

    private static final int BULK = 300;

    /** So that three hundred links take a minute and not five: our shares are as many times the real ones as the vendors' quotas. */
    private static final int PACE = 20;

    private static final String SHARES = "-Dcompanion.provisioner.pacing.gravity-zone-per-minute=%d"
            + " -Dcompanion.provisioner.pacing.gravity-zone-create-per-minute=%d"
            + " -Dcompanion.provisioner.pacing.datto-reads-per-minute=%d"
            + " -Dcompanion.provisioner.pacing.datto-writes-per-minute=%d";

    @TempDir
    private Path directory;

    @Test
    void anAdministratorDoesEverythingWithThePages() throws Exception {
        try (var companion = CompanionProcess.startDemo(directory.resolve("data"), environment())) {
            var scripts = NodeScripts.install(directory);
            var before = companion.vendors().companies().size();

            journeys(companion, run(scripts, companion, "browser-journeys.mjs"));

            assertThat(companion.vendors().companies())
                    .as("three are created, none twice, and none goes with an unlinked site")
                    .hasSize(before + 3);
            bulk(companion, scripts);
        }
    }

    private static Map<String, String> environment() {
        return Map.of(
                "COMPANION_POLL_INTERVAL",
                "1s",
                "COMPANION_JAVA_OPTIONS",
                SHARES.formatted(480 * PACE, 240 * PACE, 120 * PACE, 60 * PACE));
    }

    private static void journeys(CompanionProcess companion, JsonNode seen) {
        assertThat(seen.path("refused").asString()).contains("Datto RMM");
        assertThat(seen.path("refusedAt").asString()).isEqualTo("/signin");
        assertThat(seen.path("back").asString()).isEqualTo("?state=SUGGESTED");
        assertThat(seen.path("twin").asString()).contains("Chester Rd Motors Ltd");
        assertThat(seen.path("hidden").asString()).matches("•+");
        assertThat(companion.vendors().packages().values().stream()
                        .flatMap(List::stream)
                        .map(each -> each.path("installLinkWindows").asString()))
                .contains(seen.path("shown").asString());
        assertThat(seen.path("copied").asString()).isEqualTo(seen.path("shown").asString());
        assertThat(seen.path("recommended").asString()).isEqualTo("Rename company");
        assertThat(seen.path("closed").asString()).contains("Site renamed");
        assertThat(seen.path("kept").asInt()).as("rows while a refresh fails").isPositive();
        assertThat(seen.path("hostile").asInt())
                .as("a name that looks like a page is text")
                .isPositive();
        assertThat(seen.path("returned").asString()).isEqualTo("/sites?q=Surgery");
        assertThat(companion.vendors().companiesNamed("Brightwater Academy")).hasSize(1);
        assertThat(seen.path("complaints")).as("what the browser complained of").isEmpty();
    }

    private static void bulk(CompanionProcess companion, NodeScripts scripts) throws IOException, InterruptedException {
        companion
                .vendors()
                .set(Map.of(
                        "gravityzone.requestsPerSecond", 10 * PACE,
                        "datto.readsPerMinute", 600 * PACE,
                        "datto.writesPerMinute", 600 * PACE,
                        "datto.writesPerOperation", 100 * PACE));
        companion.vendors().seed(Map.of("sites", BULK));
        var companies = companion.vendors().companies().size();

        var begun = run(scripts, companion, "browser-bulk.mjs");
        companion.kill9();
        companion.start();
        var then = run(scripts, companion, "browser-after-restart.mjs");

        assertThat(begun.path("complaints"))
                .as("what the browser complained of")
                .isEmpty();
        assertThat(begun.path("chip").asString()).contains("of 300");
        assertThat(companion.vendors().companies()).as("each of them once").hasSize(companies + BULK);
        assertThat(then.path("wrong").asBoolean())
                .as("nothing is erased for another name")
                .isTrue();
        assertThat(then.path("receipt").asString()).contains("links ", "secrets ", "tenants 1");
        assertThat(then.path("sites").asInt()).as("sites after the reset").isZero();
        assertThat(then.path("complaints")).as("what the browser complained of").isEmpty();
    }

    private static JsonNode run(NodeScripts scripts, CompanionProcess companion, String script)
            throws IOException, InterruptedException {
        var screenshots = Files.createDirectories(Path.of("target", "screenshots"));
        return scripts.run(
                script,
                companion.url("COMPANION_CONSOLE_PORT"),
                chromium().toString(),
                screenshots.toAbsolutePath().toString(),
                companion.url("COMPANION_SIMULATOR_PORT"));
    }

    static Path chromium() {
        return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Chromium (install it: apt-get install chromium)"));
    }
}
