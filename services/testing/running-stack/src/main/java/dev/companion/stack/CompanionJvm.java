package dev.companion.stack;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code ./companion} with some arguments, as a process that is started, killed and started again on the same data. */
final class CompanionJvm implements AutoCloseable {

    private static final Duration KILLED_WITHIN = Duration.ofSeconds(20);

    private final List<String> arguments;
    private final Path output;
    private final Map<String, String> environment;
    private @Nullable Process process;

    /**
     * @param arguments after the command itself
     * @param output what it printed since its last start
     */
    CompanionJvm(List<String> arguments, Path output, Map<String, String> environment) {
        this.arguments = List.copyOf(arguments);
        this.output = output;
        this.environment = Map.copyOf(environment);
    }

    /** Does not wait until it is ready. */
    void start() {
        start(home());
    }

    /**
     * Does not wait until it is ready.
     *
     * @param checkout whose build is run; it may be another version
     */
    void start(Path checkout) {
        var command = new ArrayList<String>();
        command.add(checkout.resolve("companion").toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment()
                .merge(
                        "COMPANION_JAVA_OPTIONS",
                        System.getProperty("companion.stack.java-options", ""),
                        (given, further) -> given + " " + further);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("COMPANION_BUILD", "never"); // it is what Maven has just built
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The checkout whose build is run. */
    static Path home() {
        return Path.of(System.getProperty("companion.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    void awaitReady(Duration within) {
        await().atMost(within).pollInterval(Duration.ofMillis(100)).until(this::isReady);
    }

    /** Fails if it has ended. */
    boolean isReady() {
        if (!running().isAlive()) {
            throw new AssertionError("companion %s ended with %d:%n%s"
                    .formatted(String.join(" ", arguments), running().exitValue(), said()));
        }
        return said().contains("Ready after");
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    void kill9() {
        running().destroyForcibly();
        awaitEnd(KILLED_WITHIN);
    }

    /** As Ctrl-C. */
    void interrupt(Duration within) {
        running().destroy();
        awaitEnd(within);
    }

    void awaitEnd(Duration within) {
        try {
            if (!running().waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("companion did not end within " + within);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Process running() {
        return Objects.requireNonNull(process, "a process that was started");
    }

    /** Does not wait, and does nothing if it was never started. */
    void endAtOnce() {
        var last = process;
        if (last != null) {
            last.destroyForcibly();
        }
    }

    @Override
    public void close() {
        var last = process;
        if (last == null) {
            return;
        }
        last.destroy();
        try {
            if (!last.waitFor(KILLED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                last.destroyForcibly();
            }
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
