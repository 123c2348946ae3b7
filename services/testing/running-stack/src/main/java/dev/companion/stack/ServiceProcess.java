package dev.companion.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One more instance of one service, as a process of its own beside a running stack. */
public final class ServiceProcess implements AutoCloseable {

    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    private final Process process;
    private final Path log;
    private final int managementPort;

    private ServiceProcess(Process process, Path log, int managementPort) {
        this.process = process;
        this.log = log;
        this.managementPort = managementPort;
    }

    /**
     * Starts the console.
     *
     * @param options of its JVM, such as the size of the heap
     */
    public static ServiceProcess startConsole(CompanionProcess stack, List<String> options) {
        var management = freePort();
        var properties = Map.of(
                "management.server.port",
                Integer.toString(management),
                "companion.log-level.port",
                "0",
                "companion.secrets.public-keyset",
                stack.data().resolve("keys/secrets.public.json").toString());
        return start(stack, "dev.companion.console.ConsoleApplication", "console", options, management, properties);
    }

    /**
     * @param application class name of the service's main class
     * @param name of the service, whose credentials it has, and of its log directory beside the stack's data
     * @param properties in addition to those that connect it to the stack
     */
    public static ServiceProcess start(
            CompanionProcess stack, String application, String name, Map<String, String> properties) {
        var further = new HashMap<>(properties);
        further.put(
                "companion.secrets.private-keyset",
                stack.data().resolve("keys/secrets.private.json").toString());
        return start(stack, application, name, SMALL, 0, further);
    }

    private static ServiceProcess start(
            CompanionProcess stack,
            String application,
            String name,
            List<String> options,
            int managementPort,
            Map<String, String> properties) {
        var target = CompanionJvm.home().resolve("services/standalone/target");
        var port = freePort();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-cp",
                target.resolve("companion.jar") + File.pathSeparator + target.resolve("lib") + File.separator + "*",
                application,
                "--companion.service=" + name,
                "--server.port=" + port,
                "--companion.kafka.bootstrap-servers=" + stack.kafka(),
                "--companion.kafka.credentials=" + stack.access().file(name),
                "--companion.registry.url=" + stack.registry(),
                "--companion.topics.replication=1",
                "--companion.vendors.allowed-rmm-hosts=localhost:" + (stack.port("COMPANION_SIMULATOR_PORT") + 1),
                "--companion.vendors.allowed-gravityzone-hosts=localhost:"
                        + (stack.port("COMPANION_SIMULATOR_PORT") + 2),
                "--companion.vendors.plain-http=true"));
        properties.forEach((key, value) -> command.add("--" + key + "=" + value));
        var logs = stack.data().resolveSibling(name + "-" + port);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
        builder.environment().put("COMPANION_LOG_DIR", logs.toString());
        try {
            return new ServiceProcess(builder.start(), logs.resolve("companion.log"), managementPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The console's health and metrics. */
    public Http management() {
        return new Http("http://localhost:" + managementPort);
    }

    /** The process itself, to inspect its resources. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Everything it has logged so far. Fails if the process has ended. */
    public String said() {
        if (!process.isAlive()) {
            throw new AssertionError("it ended with %d, see %s".formatted(process.exitValue(), log));
        }
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "";
        }
    }

    /** SIGKILL: no hook runs, nothing is flushed, the group is not left. */
    public void kill9() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end within " + Duration.ofSeconds(20));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
