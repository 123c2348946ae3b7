package dev.companion.standalone;

import dev.companion.runtime.LogKeys;
import dev.companion.runtime.access.AccessFiles;
import dev.companion.runtime.access.RegistryAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry (Apicurio) in a process of its own, with its data on disk. It never outlives this process: it
 * watches a pipe that closes when this process ends, even if it is killed. If the registry ends unexpectedly, it is
 * started again.
 */
final class RegistryProcess implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RegistryProcess.class);
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    // The guard reads the other end of the pipe: end of file means that this process is gone, for whatever reason.
    // Ctrl-C at a terminal reaches guard and registry too; they ignore it and leave the stop to this process.
    private static final String GUARD =
            "trap '' INT; exec 3<&0; \"$@\" </dev/null 3<&- & p=$!; (cat <&3 >/dev/null; kill $p 2>/dev/null) & w=$!; "
                    + "wait $p; s=$?; kill $w 2>/dev/null; exit $s";

    /** Writes schemas; everybody else on this machine may only read them. */
    private static final String WRITER = "admin";

    private final Path home;
    private final Path data;
    private final int port;
    private final String password;
    private volatile boolean closing;
    private volatile boolean ready;
    private volatile int restarts;
    private volatile Process process;

    private RegistryProcess(Path home, Path data, int port, String password, Process process) {
        this.home = home;
        this.data = data;
        this.port = port;
        this.password = password;
        this.process = process;
    }

    /**
     * @param home directory with the registry's unpacked program
     * @param data directory for its schemas
     */
    static RegistryProcess start(Path home, Path data, int port) {
        if (Files.notExists(home.resolve("quarkus-run.jar"))) {
            throw new StartRefused(
                    "schema registry: not found in %s (build again: mvn -Dquick install)".formatted(home));
        }
        try {
            Files.createDirectories(data);
            var password = AccessFiles.newPassword();
            restrict(data, password);
            var started = new RegistryProcess(home, data, port, password, launch(home, data, port));
            started.watch(started.process);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("schema registry: cannot be started", e);
        }
    }

    /** In a file, because other users see the arguments of a process. The registry reads it from its directory. */
    private static void restrict(Path data, String password) {
        AccessFiles.write(
                data.resolve("config").resolve("application.properties"), RegistryAccess.settings(WRITER, password));
    }

    /** Further properties of a client that registers schemas. */
    Map<String, String> writer() {
        return RegistryAccess.client(WRITER, password);
    }

    private static Process launch(Path home, Path data, int port) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                "sh",
                "-c",
                GUARD,
                "companion-registry",
                java,
                "-Xms48m",
                "-Xmx256m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=64m",
                "-Dfile.encoding=UTF-8",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + freePort(),
                "-Dquarkus.log.console.level=WARN",
                "-Dquarkus.banner.enabled=false",
                "-Dapicurio.rules.global.compatibility=BACKWARD",
                "-Dapicurio.datasource.url=jdbc:h2:file:" + data.resolve("schemas") + ";DB_CLOSE_ON_EXIT=FALSE",
                "-jar",
                home.resolve("quarkus-run.jar").toString());
        return new ProcessBuilder(command)
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("registry.log").toFile()))
                .start();
    }

    private void watch(Process watched) {
        watched.onExit()
                .thenAcceptAsync(
                        ended -> {
                            if (closing || !ready) { // before the first answer, the start itself says what is wrong
                                return;
                            }
                            LOGGER.atError()
                                    .addKeyValue(LogKeys.EXIT_CODE, ended.exitValue())
                                    .log("schema registry ended unexpectedly and is started again");
                            try {
                                TimeUnit.SECONDS.sleep(Math.min(60, 1L << Math.min(++restarts, 6)));
                                if (closing) {
                                    return;
                                }
                                process = launch(home, data, port);
                                watch(process);
                            } catch (IOException e) {
                                LOGGER.atError().setCause(e).log("schema registry cannot be started again");
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        Thread::startVirtualThread);
    }

    /** Waits until the registry answers on its Confluent API. */
    void awaitReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/apis/ccompat/v7/subjects".formatted(port)))
                .timeout(Duration.ofSeconds(2))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            for (var waited = Duration.ZERO; waited.compareTo(READY_WITHIN) < 0; waited = waited.plusMillis(100)) {
                if (answers(http, request)) {
                    ready = true;
                    return;
                }
                if (!process.isAlive()) {
                    throw new StartRefused("schema registry: ended at once (see its log in %s)"
                            .formatted(data.resolve("registry.log")));
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new StartRefused("schema registry: not ready within %d s (see its log in %s)"
                .formatted(READY_WITHIN.toSeconds(), data.resolve("registry.log")));
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closing = true;
        var ending = process;
        try {
            ending.getOutputStream().close(); // the guard ends the registry
            if (!ending.waitFor(5, TimeUnit.SECONDS)) {
                ending.descendants().forEach(ProcessHandle::destroyForcibly);
                ending.destroyForcibly();
            }
        } catch (IOException e) {
            ending.descendants().forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
