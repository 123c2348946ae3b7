package dev.companion.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/** Each image alone, against a broker with passwords and a registry, by environment and files. */
@NeedsEngine
class ServiceImagesIT {

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final String WRONG = "the-wrong-one-9c1e";

    @TempDir
    private static Path files;

    private static Network network;
    private static PasswordBroker broker;
    private static GenericContainer<?> registry;

    @BeforeAll
    static void start() throws Exception {
        network = Network.newNetwork();
        broker = new PasswordBroker(network);
        registry = new GenericContainer<>(Images.REGISTRY)
                .withImagePullPolicy(_ -> false)
                .withNetwork(network)
                .withNetworkAliases("registry")
                .withExposedPorts(9000)
                .withEnv(Map.of(
                        "APICURIO_RULES_GLOBAL_COMPATIBILITY", "BACKWARD",
                        "JAVA_TOOL_OPTIONS", "-Xmx384m"))
                .waitingFor(Wait.forHttp("/health/ready").forPort(9000).withStartupTimeout(READY_WITHIN));
        // All are known before the first one starts: if that fails, they are removed nevertheless.
        broker.start();
        registry.start();
        makeKeysets();
        Files.writeString(files.resolve("right.properties"), PasswordBroker.client(PasswordBroker.PASSWORD));
        Files.writeString(files.resolve("wrong.properties"), PasswordBroker.client(WRONG));
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
        network.close();
    }

    /** By the program that is in every image, as the compose file does it. */
    private static void makeKeysets() {
        try (var keys = new GenericContainer<>(Images.of("poller"))
                .withImagePullPolicy(_ -> false)
                .withCreateContainerCmdModifier(command -> command.withEntrypoint(
                        "java",
                        "-cp",
                        "/app/service.jar:/app/own/*:/app/lib/*",
                        "dev.companion.runtime.sealing.SealingKeysMain",
                        "/keys/private/keyset.json",
                        "/keys/public/keyset.json"))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(READY_WITHIN))) {
            keys.start();
            for (var half : List.of("private", "public")) {
                var file = files.resolve(half + ".json");
                keys.copyFileFromContainer("/keys/%s/keyset.json".formatted(half), file.toString());
                // The user of the image is another one than the user of this test.
                assertThat(file.toFile().setReadable(true, false)).isTrue();
            }
        }
    }

    static List<String> services() {
        return Images.SERVICES;
    }

    private static ServiceContainer service(String name, String credentials) {
        return new ServiceContainer(
                name, network, files.resolve(credentials), files.resolve("private.json"), files.resolve("public.json"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void isReadyAloneAndEndsWhenItIsAsked(String name) {
        try (var service = service(name, "right.properties")) {
            service.start();
            await().atMost(READY_WITHIN)
                    .untilAsserted(() -> assertThat(service.trouble()).isEmpty());

            assertThat(service.printed("id", "-u")).isEqualTo("10001");
            assertThat(service.printed("/app/log-level", "dev.companion", "debug", "10m"))
                    .startsWith("dev.companion is DEBUG until ");
            var began = System.nanoTime();
            assertThat(service.end()).as("exit code of " + name).isIn(0L, 143L);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("from SIGTERM to the end of " + name)
                    .isLessThan(Duration.ofSeconds(ServiceContainer.GRACE_SECONDS));
        }
    }

    /** All at once: each waits for a person, and its health says for what. */
    @Test
    void aWrongPasswordIsNamed() {
        var wrong = services().stream()
                .map(name -> service(name, "wrong.properties"))
                .toList();
        try {
            wrong.parallelStream().forEach(GenericContainer::start);
            for (var service : wrong) {
                await().atMost(READY_WITHIN)
                        .untilAsserted(() -> assertThat(service.trouble())
                                .contains("Kafka at kafka:19092 refuses this service: Authentication failed")
                                .contains("Check companion.kafka.credentials, and the user in the cluster"));
                assertThat(service.getLogs())
                        .contains("Kafka at kafka:19092 refuses this service: Authentication failed")
                        .doesNotContain(WRONG);
                assertThat(service.isRunning()).isTrue();
            }
        } finally {
            wrong.forEach(GenericContainer::close);
        }
    }
}
