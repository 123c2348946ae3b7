package dev.companion.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.runtime.sealing.SealingKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The console as a process of its own starts it, where neither a broker nor a registry is there yet. */
class ConsoleStartTest {

    private static final List<String> SERVICES_OF_KUBERNETES = List.of(
            "companion",
            "companion-console",
            "companion-console-management",
            "companion-poller",
            "companion-mapper",
            "companion-provisioner",
            "companion-event-resolver",
            "companion-simulator",
            "companion-kafka",
            "companion-registry",
            "server",
            "management-server");

    /** {@link ConsoleApplication} without what the tests of this module add to its packages. */
    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
    @ComponentScan(
            basePackages = "dev.companion.console",
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = {".*ConsoleApplication", ".*(Test|Demo[A-Z]).*"}))
    @PropertySource("classpath:console.properties")
    static class Alone {}

    @TempDir
    private Path directory;

    /** What the kubelet sets in every container for a Service with one port. */
    private static void inject(Map<String, Object> environment, String service) {
        var name = service.toUpperCase(Locale.ROOT).replace('-', '_');
        environment.put(name + "_SERVICE_HOST", "10.0.0.1");
        environment.put(name + "_SERVICE_PORT", "8080");
        environment.put(name + "_SERVICE_PORT_HTTP", "8080");
        environment.put(name + "_PORT", "tcp://10.0.0.1:8080");
        environment.put(name + "_PORT_8080_TCP", "tcp://10.0.0.1:8080");
        environment.put(name + "_PORT_8080_TCP_PROTO", "tcp");
        environment.put(name + "_PORT_8080_TCP_PORT", "8080");
        environment.put(name + "_PORT_8080_TCP_ADDR", "10.0.0.1");
    }

    private ConfigurableApplicationContext start(Map<String, String> settings) {
        var publicKeyset = directory.resolve("public.json");
        SealingKeys.ensure(directory.resolve("private.json"), publicKeyset);
        var variables = new HashMap<String, Object>();
        SERVICES_OF_KUBERNETES.forEach(service -> inject(variables, service));
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        var arguments = new ArrayList<>(List.of(
                "--companion.kafka.bootstrap-servers=127.0.0.1:1",
                "--companion.secrets.public-keyset=" + publicKeyset));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(Alone.class)
                .environment(environment)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void itListensOnBothOfItsPortsWhateverKubernetesSetsAndIsNotReadyWithoutABroker() throws Exception {
        var pages = freePort();
        var management = freePort();

        try (var _ = start(Map.of(
                "companion.console.port", Integer.toString(pages),
                "companion.console.management-port", Integer.toString(management)))) {
            assertThat(new ApiClient(pages).get("/signin").status()).isEqualTo(200);
            assertThat(new ApiClient(management)
                            .get("/actuator/health/liveness")
                            .status())
                    .isEqualTo(200);
            assertThat(new ApiClient(management).get("/actuator/prometheus").text())
                    .as("what the doctor reads")
                    .contains(
                            "companion_build_info{service=\"",
                            "companion_api_accounts{api=\"gravityzone\",caller=\"provisioner\",service=\"",
                            "companion_deletion_holds{kind=\"sites\",service=\"",
                            "companion_view_age_seconds{service=\"",
                            "companion_quota_used_ratio{api=\"datto_rmm\",caller=\"poller\",service=\"");
            var readiness = new ApiClient(management).get("/actuator/health/readiness");
            assertThat(readiness.status()).isEqualTo(503);
            assertThat(readiness.text())
                    .contains("\"contract\"", "\"broker\"", "\"readers\"", "Kafka at 127.0.0.1:1")
                    .contains("console-view");
            for (var path : List.of("/actuator", "/actuator/health/liveness", "/actuator/health/readiness")) {
                var elsewhere = new ApiClient(pages).get(path);
                assertThat(elsewhere.status()).as(path).isEqualTo(404);
                assertThat(elsewhere.header("Location")).as(path).isEmpty();
            }
        }
    }

    @Test
    void onePortForPagesAndHealthIsRefusedWithBothSettings() throws Exception {
        var port = Integer.toString(freePort());

        assertThatThrownBy(
                        () -> start(Map.of("companion.console.port", port, "companion.console.management-port", port)))
                .hasStackTraceContaining(
                        "companion.console.port and companion.console.management-port are both " + port);
    }
}
