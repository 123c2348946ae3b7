package dev.companion.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** A real registry in a JVM of its own, which forgets everything when it ends. */
final class RegistryProcess implements AutoCloseable {

    private static final Path INSTALLATION =
            Path.of("target", "registry", "quarkus-run.jar").toAbsolutePath();
    private static final Path WORK = Path.of("target", "registry-run");
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final int port;
    private final int managementPort;
    private Process process;

    private RegistryProcess(int port, int managementPort) {
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Returns when the registry answers, on ports that were free. */
    static RegistryProcess started() throws IOException {
        var registry = new RegistryProcess(freePort(), freePort());
        registry.start();
        return registry;
    }

    /** The address of its Confluent API. */
    String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    /** Returns when it answers, on the same ports as before. */
    void start() throws IOException {
        Files.createDirectories(WORK);
        Path log = WORK.resolve("registry-" + port + ".log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms128m",
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + managementPort,
                        "-Dapicurio.rules.global.compatibility=BACKWARD",
                        "-jar",
                        INSTALLATION.toString())
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        // A test JVM that is killed must not leave a registry behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try (HttpClient http = HttpClient.newHttpClient()) {
            Awaitility.await("registry, see " + log)
                    .atMost(START_TIMEOUT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        Assertions.assertThat(process.isAlive())
                                .as("registry ended at start, see %s", log)
                                .isTrue();
                        return answers(http);
                    });
        }
    }

    /** Ends it at once, as a crash would. */
    void kill() {
        process.destroyForcibly();
        try {
            Assertions.assertThat(process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                    .as("registry has ended")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private boolean answers(HttpClient http) throws InterruptedException {
        HttpRequest subjects = HttpRequest.newBuilder(URI.create(url() + "/subjects"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(subjects, BodyHandlers.discarding()).statusCode() == 200;
        } catch (ConnectException | HttpTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
