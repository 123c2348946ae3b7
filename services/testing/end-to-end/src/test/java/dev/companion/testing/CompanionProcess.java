package dev.companion.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** {@code ./companion demo} on ports of its own: started, killed and started again as a user would. */
final class CompanionProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    private final Path data;
    private final Path output;
    private final Map<String, String> ports;
    private final Map<String, String> environment;
    private Process process;

    private CompanionProcess(Path data, Map<String, String> environment) {
        this.data = data;
        this.output = data.resolveSibling(data.getFileName() + ".out");
        this.environment = environment;
        var simulator = freePorts(3);
        this.ports = Map.of(
                "COMPANION_CONSOLE_PORT", port(freePorts(1)),
                "COMPANION_MANAGEMENT_PORT", port(freePorts(1)),
                "COMPANION_KAFKA_PORT", port(freePorts(1)),
                "COMPANION_REGISTRY_PORT", port(freePorts(1)),
                "COMPANION_SIMULATOR_PORT", port(simulator));
    }

    /** @param environment variables beside the ports, such as COMPANION_POLL_INTERVAL */
    static CompanionProcess startDemo(Path data, Map<String, String> environment) {
        var companion = new CompanionProcess(data, environment);
        companion.start();
        return companion;
    }

    /** Starts on the same data and ports as before. */
    void start() {
        var home =
                Path.of(System.getProperty("companion.home")).toAbsolutePath().normalize();
        var command = List.of(home.resolve("companion").toString(), "demo", "--no-life", "--data", data.toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(ports);
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("COMPANION_BUILD", "never"); // it is what Maven has just built
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        await().atMost(READY_WITHIN).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("companion ended with " + process.exitValue() + ":\n" + said());
            }
            return said().contains("Ready after");
        });
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }

    String log() throws IOException {
        return Files.readString(data.resolve("logs").resolve("companion.log"));
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    void kill9() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(20));
    }

    /** As Ctrl-C; answers how long the end took. */
    Duration interrupt() {
        var began = System.nanoTime();
        process.destroy();
        awaitEnd(Duration.ofSeconds(60));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    int exitValue() {
        return process.exitValue();
    }

    private void awaitEnd(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("companion did not end within " + within);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int port(String variable) {
        return Integer.parseInt(ports.get(variable));
    }

    Map<String, String> ports() {
        return ports;
    }

    Path data() {
        return data;
    }

    String url(String variable) {
        return "http://localhost:" + ports.get(variable);
    }

    String kafka() {
        return "127.0.0.1:" + ports.get("COMPANION_KAFKA_PORT");
    }

    String registry() {
        return url("COMPANION_REGISTRY_PORT") + "/apis/ccompat/v7";
    }

    ConsoleUser console() {
        return new ConsoleUser(
                url("COMPANION_CONSOLE_PORT"),
                "http://localhost:" + (port("COMPANION_SIMULATOR_PORT") + 1),
                "http://localhost:%d/api".formatted(port("COMPANION_SIMULATOR_PORT") + 2));
    }

    SimulatedVendors vendors() {
        return new SimulatedVendors(url("COMPANION_SIMULATOR_PORT"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String port(int number) {
        return Integer.toString(number);
    }

    /** The first of {@code count} neighbouring ports that nobody uses and that were not given to another run. */
    private static synchronized int freePorts(int count) {
        for (var tries = 0; tries < 200; tries++) {
            var sockets = new ArrayList<ServerSocket>();
            try {
                var first = new ServerSocket(0);
                sockets.add(first);
                for (var next = 1; next < count; next++) {
                    sockets.add(new ServerSocket(first.getLocalPort() + next));
                }
                var wanted = sockets.stream().map(ServerSocket::getLocalPort).toList();
                if (HANDED_OUT.stream().noneMatch(wanted::contains)) {
                    HANDED_OUT.addAll(wanted);
                    return first.getLocalPort();
                }
            } catch (IOException e) {
                continue; // a neighbour is taken: try elsewhere
            } finally {
                sockets.forEach(CompanionProcess::closeQuietly);
            }
        }
        throw new IllegalStateException("no " + count + " neighbouring free ports");
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
