package dev.companion.stack;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code ./companion demo} on ports of its own: started, killed and started again as a user would. */
public final class CompanionProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    private final Path data;
    private final Path output;
    private final Map<String, String> ports;
    private final Map<String, String> environment;
    private @Nullable Process process;

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
    public static CompanionProcess startDemo(Path data, Map<String, String> environment) {
        var companion = new CompanionProcess(data, environment);
        companion.start();
        return companion;
    }

    /** The checkout whose build is run. */
    static Path home() {
        return Path.of(System.getProperty("companion.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** Starts on the same data and ports as before. */
    public void start() {
        var home = Path.of(System.getProperty("companion.home", "."))
                .toAbsolutePath()
                .normalize();
        var command = List.of(home.resolve("companion").toString(), "demo", "--no-life", "--data", data.toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(ports);
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("COMPANION_BUILD", "never"); // it is what Maven has just built
        Process started;
        try {
            started = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = started;
        await().atMost(READY_WITHIN).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!started.isAlive()) {
                throw new AssertionError("companion ended with " + started.exitValue() + ":\n" + said());
            }
            return said().contains("Ready after");
        });
    }

    public String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }

    public String log() throws IOException {
        return Files.readString(data.resolve("logs").resolve("companion.log"));
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    public void kill9() {
        running().destroyForcibly();
        awaitEnd(Duration.ofSeconds(20));
    }

    /** As Ctrl-C; answers how long the end took. */
    public Duration interrupt() {
        var began = System.nanoTime();
        running().destroy();
        awaitEnd(Duration.ofSeconds(60));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    public int exitValue() {
        return running().exitValue();
    }

    private void awaitEnd(Duration within) {
        try {
            if (!running().waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("companion did not end within " + within);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int port(String variable) {
        return Integer.parseInt(ports.get(variable));
    }

    public Map<String, String> ports() {
        return ports;
    }

    public Path data() {
        return data;
    }

    public String url(String variable) {
        return "http://localhost:" + ports.get(variable);
    }

    public String kafka() {
        return "127.0.0.1:" + ports.get("COMPANION_KAFKA_PORT");
    }

    public String registry() {
        return url("COMPANION_REGISTRY_PORT") + "/apis/ccompat/v7";
    }

    public ConsoleUser console() {
        return new ConsoleUser(
                url("COMPANION_CONSOLE_PORT"),
                "http://localhost:" + (port("COMPANION_SIMULATOR_PORT") + 1),
                "http://localhost:%d/api".formatted(port("COMPANION_SIMULATOR_PORT") + 2));
    }

    public SimulatedVendors vendors() {
        return new SimulatedVendors(url("COMPANION_SIMULATOR_PORT"));
    }

    @Override
    public void close() {
        var last = running();
        last.destroy();
        try {
            if (!last.waitFor(20, TimeUnit.SECONDS)) {
                last.destroyForcibly();
            }
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process running() {
        return Objects.requireNonNull(process, "a process that was started");
    }

    /** The process itself, for looking at what it uses. */
    public ProcessHandle handle() {
        return running().toHandle();
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
            throw new UncheckedIOException(e);
        }
    }
}
