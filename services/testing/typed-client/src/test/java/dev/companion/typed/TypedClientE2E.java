package dev.companion.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.companion.stack.CompanionProcess;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Http;
import dev.companion.stack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client whose types openapi-typescript generates from the document compiles, signs in, links and unlinks. */
@Tag("wide")
class TypedClientE2E {

    private static final int NODE_MIN = 20;
    private static final String SITE = "Brightwater Primary School";

    @TempDir
    private Path directory;

    @Test
    void aGeneratedClientCompilesSignsInLinksAndUnlinks() throws Exception {
        var node = nodeVersion();
        assumeTrue(
                node >= NODE_MIN,
                "Node %d or newer is needed (found: %d); .ci/run installs it".formatted(NODE_MIN, node));
        var work = sources();
        run(work, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
        try (var companion =
                CompanionProcess.startDemo(directory.resolve("data"), Map.of("COMPANION_POLL_INTERVAL", "1s"))) {
            var credentials = DemoCredentials.printedBy(companion);
            var console = companion.console();
            console.signIn(credentials);
            console.connect(credentials);
            console.awaitSites(1, Duration.ofMinutes(2));
            console.awaitCompanies(1, Duration.ofMinutes(2));
            var document = new Http(companion.url(Ports.CONSOLE)).send("GET", "/v3/api-docs", null, Map.of());
            Files.writeString(work.resolve("openapi.json"), document.expect(200).body());

            run(work, "npx", "--no-install", "openapi-typescript", "openapi.json", "--output", "api.d.ts");
            run(work, "npx", "--no-install", "tsc");
            var seen = Http.JSON.readTree(run(
                            work,
                            "node",
                            "out/client.js",
                            companion.url(Ports.CONSOLE),
                            "http://localhost:" + (companion.port(Ports.SIMULATOR) + 1),
                            credentials.apiKey(),
                            credentials.apiSecretKey(),
                            SITE)
                    .lines()
                    .toList()
                    .getLast());

            assertThat(seen.path("stranger").asString()).startsWith("urn:companion:problem:");
            assertThat(seen.path("linked").asString()).isEqualTo("SUCCEEDED");
            assertThat(seen.path("unlinked").asString()).isEqualTo("SUCCEEDED");
            assertThat(seen.path("file").asString()).startsWith("\"siteUid\"");
            assertThat(seen.path("signedOut").asInt()).isEqualTo(204);
            assertThat(companion.vendors().companiesNamed(seen.path("company").asString()))
                    .hasSize(1);
        }
    }

    private Path sources() throws IOException {
        var source = Path.of(System.getProperty("companion.home"), "services/testing/typed-client/src/test/node");
        var work = Files.createDirectories(directory.resolve("node"));
        try (var files = Files.list(source)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, work.resolve(file.getFileName()));
            }
        }
        return work;
    }

    /** The major version; 0 if there is no Node. */
    private int nodeVersion() throws IOException, InterruptedException {
        try {
            return Integer.parseInt(run(directory, "node", "--version").strip().split("[v.]")[1]);
        } catch (IOException e) {
            return 0;
        }
    }

    private static String run(Path work, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile(work, "out", ".txt");
        var process = new ProcessBuilder(List.of(command))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(4, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + ": " + Files.readString(output));
        }
        return Files.readString(output);
    }
}
