package dev.companion.containers;

import static org.awaitility.Awaitility.await;

import dev.companion.stack.ConsoleUser;
import dev.companion.stack.DemoCredentials;
import dev.companion.stack.Ports;
import dev.companion.stack.SimulatedVendors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A compose file with the simulated vendors, as a project of its own with ports of its own. */
final class ComposeStack implements AutoCloseable {

    private static final Path HOME =
            Path.of(System.getProperty("companion.home", ".")).toAbsolutePath().normalize();
    private static final String DEMO = "deploy/docker/demo.env";
    private static final Duration COMMAND_WITHIN = Duration.ofMinutes(10);
    private static final Duration HEALTHY_WITHIN = Duration.ofMinutes(8);

    /** What a container of a stopped or running project says of itself, such as {@code Up 2 minutes (healthy)}. */
    private static final String STATUS = "{{.Label \"com.docker.compose.service\"}}={{.Status}}";

    private final Ports ports = Ports.free();
    private final String project;
    private final List<String> files;

    ComposeStack(String project, String... files) {
        this.project = project;
        this.files = List.of(files);
    }

    /** Starts everything, and returns when no container is left that is not healthy yet. */
    void up() {
        compose("up", "--detach", "--no-build", "--pull", "never");
        awaitHealthy();
    }

    void awaitHealthy() {
        await().atMost(HEALTHY_WITHIN).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            var others = statuses().entrySet().stream()
                    .filter(each -> !each.getValue().contains("(healthy)"))
                    .filter(each -> !each.getValue().startsWith("Exited (0)"))
                    .toList();
            if (!others.isEmpty()) {
                throw new AssertionError("not healthy: " + others);
            }
        });
    }

    /** By service. */
    Map<String, String> statuses() {
        return docker("ps", "--all", "--filter", "label=com.docker.compose.project=" + project, "--format", STATUS)
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    ConsoleUser console() {
        return new ConsoleUser(ports.url(Ports.CONSOLE), "http://simulator:8091", "http://simulator:8092/api");
    }

    SimulatedVendors vendors() {
        return ports.vendors();
    }

    /** Those that fill the forms of the demo. */
    static DemoCredentials credentials() {
        var demo = new Properties();
        try (var in = Files.newBufferedReader(HOME.resolve(DEMO))) {
            demo.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DemoCredentials(
                demo.getProperty("COMPANION_CONSOLE_DEMO_APIKEY"),
                demo.getProperty("COMPANION_CONSOLE_DEMO_APISECRETKEY"),
                demo.getProperty("COMPANION_CONSOLE_DEMO_GRAVITYZONEAPIKEY"));
    }

    /** Returns what it prints; fails with that if its exit code is not 0. */
    String compose(String... arguments) {
        var all = new ArrayList<>(List.of("compose", "--ansi", "never", "--project-name", project, "--env-file", DEMO));
        files.forEach(file -> all.addAll(List.of("--file", file)));
        all.addAll(List.of(arguments));
        return docker(all.toArray(String[]::new));
    }

    private String docker(String... arguments) {
        try {
            var output = Files.createTempFile("compose", ".log");
            var builder = new ProcessBuilder(Stream.concat(Stream.of("docker"), Stream.of(arguments))
                            .toList())
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(ports.environment());
            var process = builder.start();
            var ended = process.waitFor(COMMAND_WITHIN.toSeconds(), TimeUnit.SECONDS);
            process.destroy();
            var printed = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError("docker %s: %s%n%s"
                        .formatted(
                                String.join(" ", arguments),
                                ended ? "exit code " + process.exitValue() : "no end within " + COMMAND_WITHIN,
                                printed));
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Removes containers, networks and volumes of this project alone. */
    @Override
    public void close() {
        compose("--profile", "*", "down", "--volumes", "--timeout", "20");
    }
}
