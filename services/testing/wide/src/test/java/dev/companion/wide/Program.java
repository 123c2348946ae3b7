package dev.companion.wide;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of others, as a process. */
final class Program {

    private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

    private final ProcessBuilder builder;
    private final Path output;

    private Program(ProcessBuilder builder, Path output) {
        this.builder = builder;
        this.output = output;
    }

    static Program of(Path directory, Map<String, String> environment, String... command) {
        try {
            var output = Files.createTempFile("companion-example", ".out");
            output.toFile().deleteOnExit();
            var builder = new ProcessBuilder(List.of(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new Program(builder, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a command is there and ends well. */
    static boolean succeeds(String... command) throws InterruptedException {
        try {
            return of(Path.of("."), Map.of(), command).builder.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns what it printed until its end, which must be a good one. */
    String output() throws IOException, InterruptedException {
        var process = builder.start();
        if (!process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", builder.command()) + ":\n" + said());
        }
        return said();
    }

    Running start() throws IOException {
        return new Running(builder.start());
    }

    private String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that goes on until it is closed. */
    final class Running implements AutoCloseable {

        private final Process process;

        private Running(Process process) {
            this.process = process;
        }

        /** What it has printed so far; it must not have ended. */
        String said() {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "ended with %d:%n%s".formatted(process.exitValue(), Program.this.said()));
            }
            return Program.this.said();
        }

        @Override
        public void close() {
            process.destroy();
            await().atMost(ENDS_WITHIN).until(() -> !process.isAlive());
        }
    }
}
