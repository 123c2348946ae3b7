package dev.companion.wide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A directory of programs in Node, copied with its locked packages, so that nothing is left in the checkout. */
final class NodeExamples {

    private final Path work;

    private NodeExamples(Path work) {
        this.work = work;
    }

    static NodeExamples install(Path directory, String source) throws IOException, InterruptedException {
        var work = Files.createDirectories(directory.resolve(source.replace('/', '-')));
        try (var files =
                Files.list(Path.of(System.getProperty("companion.home")).resolve(source))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, work.resolve(file.getFileName()));
            }
        }
        Program.of(work, Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
                .output();
        return new NodeExamples(work);
    }

    /** A file with a text, as an argument. */
    static String file(Path directory, String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    String run(String script, String... arguments) throws IOException, InterruptedException {
        var command =
                Stream.concat(Stream.of("node", script), Stream.of(arguments)).toArray(String[]::new);
        return Program.of(work, ExamplesE2E.places(), command).output();
    }

    /** Starts one that goes on until it is closed. */
    Program.Running start(String script, Map<String, String> environment) throws IOException {
        var all = new HashMap<>(ExamplesE2E.places());
        all.putAll(environment);
        return Program.of(work, all, "node", script).start();
    }
}
