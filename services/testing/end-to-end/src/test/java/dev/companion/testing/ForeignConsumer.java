package dev.companion.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A consumer in another language, with another Kafka client and another registry client. */
final class ForeignConsumer {

    private ForeignConsumer() {}

    static JsonNode read(String kafka, String registry, String topic, Path directory)
            throws IOException, InterruptedException {
        var source = Path.of(System.getProperty("companion.home"), "services/testing/end-to-end/src/test/node");
        var work = Files.createDirectories(directory.resolve("stranger"));
        for (var file : List.of("package.json", "read-one.js")) {
            Files.copy(source.resolve(file), work.resolve(file));
        }
        run(work, List.of("npm", "install", "--no-audit", "--no-fund", "--loglevel=error"));
        return Http.JSON.readTree(run(work, List.of("node", "read-one.js", kafka, registry, topic)));
    }

    private static String run(Path work, List<String> command) throws IOException, InterruptedException {
        var output = work.resolve(command.getFirst() + ".out");
        var process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectOutput(output.toFile())
                .redirectError(work.resolve(command.getFirst() + ".err").toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(
                    command + ": " + Files.readString(work.resolve(command.getFirst() + ".err")));
        }
        return Files.readString(output);
    }
}
