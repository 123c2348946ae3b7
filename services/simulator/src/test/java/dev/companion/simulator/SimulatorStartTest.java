package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.simulator.world.Profile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SimulatorStartTest {

    @TempDir
    Path directory;

    @Test
    void theAddressesAreWhatAnAdministratorEnters() {
        try (Rig rig = Rig.demo()) {
            assertThat(rig.simulator.dattoOrigin()).hasToString("http://localhost:" + rig.simulator.dattoPort());
            assertThat(rig.simulator.gravityZoneAccessUrl())
                    .hasToString("http://localhost:" + rig.simulator.gravityZonePort() + "/api");
        }
    }

    @Test
    void aPortInUseIsNamedAndNothingStaysOpen() throws IOException {
        Path state = directory.resolve("world.jsonl");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() ->
                            Simulator.start(Rig.options().withPorts(port, 0, 0).withStateFile(state)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("control");
        }
        // The state file is free again.
        Simulator.start(Rig.options().withStateFile(state)).close();
        assertThat(state).exists();
    }

    @Test
    void argumentsWinOverTheEnvironment() {
        SimulatorOptions options = SimulatorMain.parse(
                new String[] {"--port", "7000", "--scenario", "empty", "--profile", "seed", "--no-life", "--state", "f"
                },
                Map.of("COMPANION_SIMULATOR_PORT", "6000", "COMPANION_SIMULATOR_BIND", "0.0.0.0"));

        assertThat(options.controlPort()).isEqualTo(7000);
        assertThat(options.dattoPort()).isEqualTo(7001);
        assertThat(options.gravityZonePort()).isEqualTo(7002);
        assertThat(options.scenario()).isEqualTo(Scenario.EMPTY);
        assertThat(options.profile()).isEqualTo(Profile.SEED);
        assertThat(options.scriptedLife()).isFalse();
        assertThat(options.stateFile()).isEqualTo(Path.of("f"));
        assertThat(options.bindAddress().isAnyLocalAddress()).isTrue();
        assertThat(SimulatorMain.parse(new String[0], Map.of())).isEqualTo(SimulatorOptions.defaults());
    }

    @Test
    void anAddressThatKubernetesSetsForAServiceIsNoPort() {
        assertThat(SimulatorMain.parse(new String[0], Map.of("COMPANION_SIMULATOR_PORT", "tcp://10.0.0.1:8090")))
                .isEqualTo(SimulatorOptions.defaults());
    }

    @ParameterizedTest
    @CsvSource({"--port, 70000", "--port, x", "--scenario, moon", "--profile, unreal", "--color, red", "--port,"})
    void badArgumentsAreNamed(String name, String value) {
        String[] arguments = value == null ? new String[] {name} : new String[] {name, value};

        assertThatThrownBy(() -> SimulatorMain.parse(arguments, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aProcessKilledInMidWriteComesBackWithAllThatItAnsweredOnce() throws Exception {
        Path state = directory.resolve("world.jsonl");
        var answered = new ConcurrentHashMap<String, String>();
        var asked = new AtomicInteger();
        Process first = launch(state);
        put(first, "/switches", "{\"gravityzone.requestsPerSecond\":100000}");
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 4; caller++) {
                callers.submit(() -> {
                    while (true) {
                        // Ends with the connection, when the process is gone.
                        String name = "Survivor " + asked.incrementAndGet();
                        answered.put(name, createCompany(first, name));
                        if (answered.size() >= 60) {
                            first.destroyForcibly();
                        }
                    }
                });
            }
        }
        first.waitFor();
        Process second = launch(state);
        try {
            var found = new HashMap<String, String>();
            for (JsonNode company : Rig.MAPPER.readTree(URI.create(address(second, "control") + "/world/companies")
                    .toURL()
                    .openStream())) {
                String name = company.path("name").asString();
                assertThat(found.put(name, company.path("id").asString()))
                        .as(name)
                        .isNull();
            }
            assertThat(answered).hasSizeGreaterThanOrEqualTo(60);
            assertThat(found).containsAllEntriesOf(answered);
            long survivors = found.keySet().stream()
                    .filter(name -> name.startsWith("Survivor "))
                    .count();
            // One more for each caller at most: done, and not answered any more.
            assertThat(survivors).isBetween((long) answered.size(), answered.size() + 4L);
        } finally {
            second.destroyForcibly().waitFor();
        }
    }

    private void put(Process process, String path, String json) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address(process, "control") + path))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(json))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    private final Map<Process, Map<String, String>> announced = new HashMap<>();

    private Process launch(Path state) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorMain.class.getName(),
                        "--port",
                        "0",
                        "--no-life",
                        "--state",
                        state.toString())
                .redirectError(directory.resolve("stderr-" + System.nanoTime()).toFile())
                .start();
        var addresses = new HashMap<String, String>();
        var lines = process.inputReader();
        for (int i = 0; i < 3; i++) {
            String line = lines.readLine();
            assertThat(line).as("announcement of the process").isNotNull();
            addresses.put(line.split(" +")[0], line.split(" +")[1]);
        }
        announced.put(process, addresses);
        return process;
    }

    private String address(Process process, String name) {
        return announced.get(process).get(name);
    }

    private String createCompany(Process process, String name) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create(address(process, "gravityzone") + "/v1.0/jsonrpc/companies"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", Rig.basic(DemoMsp.GRAVITYZONE_API_KEY, ""))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"createCompany\",\"params\":"
                                    + "{\"type\":1,\"name\":\"" + name + "\"}}"))
                    .build();
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return Rig.MAPPER.readTree(body).path("result").asString();
        }
    }

    @Test
    void aForeignStateFileEndsTheProcessWithOneLine() throws Exception {
        Path state = Files.writeString(directory.resolve("notes.txt"), "dear diary\n");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorMain.class.getName(),
                        "--port",
                        "0",
                        "--state",
                        state.toString())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output.lines()).singleElement().asString().contains("notes.txt is corrupt");
    }
}
