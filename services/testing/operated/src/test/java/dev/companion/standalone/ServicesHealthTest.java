package dev.companion.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.companion.mapper.MapperApplication;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What the management port says of the services of the JVM, where neither a broker nor a registry is there. */
class ServicesHealthTest {

    private static final Map<String, String> NOWHERE =
            Map.of("companion.kafka.bootstrap-servers", "127.0.0.1:1", "companion.registry.url", "http://127.0.0.1:1");

    private static HttpResponse<String> get(ConfigurableApplicationContext management, String path) throws Exception {
        var port = management.getEnvironment().getProperty("local.server.port");
        try (var http = HttpClient.newHttpClient()) {
            var address = URI.create("http://localhost:%s/actuator/%s".formatted(port, path));
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }

    @Test
    void itIsNotReadyBeforeEveryServiceIsAndAliveUntilOneNeedsARestart() throws Exception {
        try (var shared = new AnnotationConfigApplicationContext(Shared.class);
                var management = ManagementApplication.start(shared, "127.0.0.1", 0)) {
            assertThat(get(management, "health/readiness").statusCode()).isEqualTo(503);

            var services = shared.getBean(Services.class);
            var mapper = services.start("mapper", MapperApplication.class, WebApplicationType.NONE, shared, NOWHERE);
            try {
                var readiness = get(management, "health/readiness");
                assertThat(readiness.statusCode()).isEqualTo(503);
                assertThat(readiness.body())
                        .contains("\"services\"", "\"mapper\"", "\"contract\"", "Kafka at 127.0.0.1:1");
                assertThat(get(management, "health/liveness").statusCode()).isEqualTo(200);

                AvailabilityChangeEvent.publish(mapper, LivenessState.BROKEN);

                var liveness = get(management, "health/liveness");
                assertThat(liveness.statusCode()).isEqualTo(503);
                assertThat(liveness.body()).contains("mapper");
            } finally {
                services.stop();
            }
        }
    }

    @Test
    void aServiceWithPagesIsNotReadyIfItRefusesConnections() throws Exception {
        try (var shared = new AnnotationConfigApplicationContext(Shared.class)) {
            var services = shared.getBean(Services.class);
            var settings = new HashMap<>(NOWHERE);
            settings.put("server.port", "0");
            services.start("mapper", MapperApplication.class, WebApplicationType.SERVLET, shared, settings);
            try {
                assertThat(services.health().getDetails().get("mapper").toString())
                        .contains("http=UP");
            } finally {
                services.stop();
            }
            assertThat(services.health().getDetails().get("mapper").toString()).doesNotContain("http=UP");
        }
    }

    /** In a container, probes come by another address than loopback. */
    @Test
    void healthIsAtTheAddressThatIsGiven() throws Exception {
        try (var shared = new AnnotationConfigApplicationContext(Shared.class);
                var management = ManagementApplication.start(shared, "127.0.0.2", 0);
                var http = HttpClient.newHttpClient()) {
            var port = management.getEnvironment().getProperty("local.server.port");
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.2:%s/actuator/health/liveness".formatted(port)))
                    .build();

            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get(management, "health/liveness"));
        }
    }

    @Test
    void theVariablesOfKubernetesAreNoSettingsOfAStart() {
        var environment = new HashMap<String, String>();
        for (var service : List.of("CONSOLE", "MANAGEMENT", "KAFKA", "REGISTRY", "SIMULATOR", "POLLER", "MAPPER")) {
            environment.put("COMPANION_%s_SERVICE_HOST".formatted(service), "10.0.0.1");
            environment.put("COMPANION_%s_SERVICE_PORT".formatted(service), "80");
            environment.put("COMPANION_%s_PORT".formatted(service), "tcp://10.0.0.1:80");
        }

        assertThat(Settings.of(
                        List.of("demo"), dev.companion.runtime.environment.ServiceVariables.without(environment)))
                .isEqualTo(Settings.of(List.of("demo"), Map.of()));
    }
}
