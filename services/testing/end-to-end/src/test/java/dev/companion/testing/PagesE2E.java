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
import tools.jackson.databind.JsonNode;

/** The first run and the main job on the pages, in a real browser: by mouse and by keyboard, and each page accessible in all of its looks. */
@Tag("wide")
class PagesE2E {

    private static final int SCRIPTS_MAX = 200 * 1024;
    private static final int STYLES_MAX = 25 * 1024;
    private static final int FONTS_MAX = 50 * 1024;

    @TempDir
    private Path directory;

    @Test
    void sitesAreLinkedAndEveryPageIsAccessible() throws Exception {
        var screenshots = Files.createDirectories(Path.of("target", "screenshots"));
        try (var companion =
                CompanionProcess.startDemo(directory.resolve("data"), Map.of("COMPANION_POLL_INTERVAL", "1s"))) {
            var companies = companion.vendors().companies().size();

            var seen = NodeScripts.install(directory)
                    .run(
                            "browser-pages.mjs",
                            companion.url("COMPANION_CONSOLE_PORT"),
                            JourneysE2E.chromium().toString(),
                            screenshots.toAbsolutePath().toString(),
                            companion.url("COMPANION_SIMULATOR_PORT"));

            assertThat(seen.path("returned").asString())
                    .as("where sign-in leads")
                    .isEqualTo("/sites?state=SUGGESTED");
            assertThat(companion.vendors().companies())
                    .as("one company is created, and none twice")
                    .hasSize(companies + 1);
            for (var name : List.of("Brightwater Primary School", "Carrow Hill Surgery")) {
                assertThat(companion.vendors().companiesNamed(name)).as(name).hasSize(1);
                assertThat(seen.path("ready").path(name).asInt())
                        .as("%s as the name of a site and of its company", name)
                        .isEqualTo(2);
            }
            assertThat(seen.path("found")).as("violations of accessibility").isEmpty();
            assertThat(seen.path("looked").asInt()).isEqualTo(4 * 25);
            assertThat(seen.path("complaints"))
                    .as("what the browser complained of")
                    .isEmpty();
            assertThat(seen.at("/deletion/without").asBoolean())
                    .as("a company cannot be deleted before its name is typed")
                    .isTrue();
            assertThat(seen.at("/deletion/with").asBoolean(true))
                    .as("with its name and a count it can")
                    .isFalse();
            assertThat(seen.path("edr").asBoolean())
                    .as("the saved default package is there after a reload")
                    .isTrue();
            assertThat(seen.path("reset").asBoolean())
                    .as("nothing is erased before the name is typed")
                    .isTrue();
            assertThat(seen.path("views").valueStream().map(JsonNode::asString))
                    .as("saved views after the only one was deleted")
                    .containsExactly("[]");
            var sent = seen.path("sent");
            assertThat(sent.path("scripts").asInt()).as("bytes of scripts").isBetween(1, SCRIPTS_MAX);
            assertThat(sent.path("styles").asInt()).as("bytes of styles").isBetween(1, STYLES_MAX);
            assertThat(sent.path("fonts").asInt()).as("bytes of fonts").isBetween(1, FONTS_MAX);
        }
    }
}
