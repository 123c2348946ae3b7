package dev.companion.testing;

import dev.companion.stack.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Scripts in another language, with clients that share nothing with ours. Their packages are installed once. */
final class NodeScripts {

    /** All pages looked at four times take three minutes beside another stack. */
    private static final int MINUTES_MAX = 8;

    private final Path work;

    private NodeScripts(Path work) {
        this.work = work;
    }

    static NodeScripts install(Path directory) throws IOException, InterruptedException {
        var source = Path.of(System.getProperty("companion.home"), "services/testing/end-to-end/src/test/node");
        var work = Files.createDirectories(directory.resolve("node"));
        try (var files = Files.list(source)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, work.resolve(file.getFileName()));
            }
        }
        var scripts = new NodeScripts(work);
        scripts.output(List.of("npm", "install", "--no-audit", "--no-fund", "--loglevel=error"));
        return scripts;
    }

    /** Runs a script and answers the JSON on its last line. */
    JsonNode run(String script, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        var lines = output(command).lines().toList();
        return Http.JSON.readTree(lines.getLast());
    }

    private String output(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile(work, "out", ".txt");
        var errors = Files.createTempFile(work, "err", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        var process = builder.start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("%s: has not ended after %d minutes: %s%s"
                    .formatted(command, MINUTES_MAX, Files.readString(errors), Files.readString(output)));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(command + ": " + Files.readString(errors) + Files.readString(output));
        }
        return Files.readString(output);
    }
}
