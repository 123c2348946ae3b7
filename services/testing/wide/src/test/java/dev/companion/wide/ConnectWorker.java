package dev.companion.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A worker of Kafka Connect as a process, with the files of {@code examples/connect}, in which only the places are others. */
final class ConnectWorker {

    private static final String WORKER = "worker.properties";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);

    private final Path source = Path.of(System.getProperty("companion.home"), "examples/connect");
    private final Path work;
    private final List<String> files = new ArrayList<>();

    private ConnectWorker(Path work) {
        this.work = work;
    }

    /**
     * @param registry as Confluent's clients call it
     * @param client of a Kafka with credentials; its settings are written for the worker and for its consumers
     */
    static ConnectWorker of(String registry, Map<String, Object> client) throws IOException {
        var worker = new ConnectWorker(Files.createTempDirectory("companion-connect"));
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        worker.copy(
                WORKER,
                Map.of(
                        "localhost:9094", client.get("bootstrap.servers").toString(),
                        "http://localhost:8081", registry.replace("/apis/ccompat/v7", ""),
                        "target/plugins",
                                worker.source
                                        .resolve("target/plugins")
                                        .toRealPath()
                                        .toString(),
                        "target/offsets", worker.work.resolve("offsets").toString(),
                        "http://localhost:8083", "http://localhost:" + port));
        var credentials = client.entrySet().stream()
                .filter(setting -> setting.getKey().matches("s(asl|ecurity)\\..*"))
                .map(setting -> "%1$s=%2$s%nconsumer.%1$s=%2$s%n".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining());
        var file = worker.work.resolve(WORKER);
        Files.writeString(file, Files.readString(file) + credentials);
        return worker;
    }

    /** Adds a connector. Each text that is replaced is in its file. */
    ConnectWorker with(String connector, Map<String, String> places) throws IOException {
        copy(connector, places);
        return this;
    }

    private void copy(String name, Map<String, String> places) throws IOException {
        var text = Files.readString(source.resolve(name));
        for (var place : places.entrySet()) {
            assertThat(text).contains(place.getKey());
            text = text.replace(place.getKey(), place.getValue());
        }
        Files.writeString(work.resolve(name), text);
        files.add(name);
    }

    /** Returns when the worker has looked for its plugins, which takes it long, and has started. */
    Program.Running start() throws IOException {
        var libraries = source.resolve("target/worker");
        assertThat(libraries).as("mvn -Dquick -pl examples/connect package").isDirectory();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                libraries.toRealPath() + "/*",
                "org.apache.kafka.connect.cli.ConnectStandalone"));
        command.addAll(files);
        var running = Program.of(
                        work, Map.of("DATABASE_PASSWORD", "not asked for here"), command.toArray(String[]::new))
                .start();
        await().atMost(STARTS_WITHIN).until(() -> running.said().contains("Kafka Connect started"));
        return running;
    }
}
