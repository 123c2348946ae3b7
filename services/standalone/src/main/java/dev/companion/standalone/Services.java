package dev.companion.standalone;

import dev.companion.runtime.contract.ContractException;
import dev.companion.runtime.contract.ContractGate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The services in this JVM, each in a Spring context of its own and as separate as in processes of their own. */
final class Services {

    /** One service and the context it runs in. */
    private record Running(String name, ConfigurableApplicationContext context) {}

    private static final int CONNECT_MILLIS = 500;

    private final List<Running> running = new CopyOnWriteArrayList<>();
    private volatile boolean complete;

    /** Starts one service; its work begins once broker, topics and registry are ready. */
    ConfigurableApplicationContext start(
            String name,
            Class<?> application,
            WebApplicationType web,
            ConfigurableApplicationContext shared,
            Map<String, String> properties) {
        var arguments = new ArrayList<String>();
        properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        arguments.add("--companion.service=" + name);
        arguments.add("--spring.application.name=" + name);
        arguments.add("--management.server.port=-1"); // the management context answers for all
        arguments.add("--companion.log-level.port=0"); // and changes the levels of this JVM
        arguments.add("--springdoc.api-docs.enabled=" + (web != WebApplicationType.NONE));
        var context = new SpringApplicationBuilder(application)
                .parent(shared)
                .web(web)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
        running.add(new Running(name, context));
        return context;
    }

    /** Waits until every service can do its work. Throws the first refusal, which a person must mend. */
    void awaitReady() throws InterruptedException {
        complete = true;
        for (var service : running) {
            try {
                service.context().getBean(ContractGate.class).awaitOpened();
            } catch (ContractException e) {
                throw new StartRefused(service.name() + ": " + e.getMessage());
            }
        }
        while (!health().getStatus().equals(Status.UP)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Down if a service can do its work again only after a restart. */
    Health alive() {
        var broken = running.stream()
                .filter(service -> service.context().isActive())
                .filter(service ->
                        service.context().getBean(ApplicationAvailability.class).getLivenessState()
                                == LivenessState.BROKEN)
                .map(Running::name)
                .toList();
        return broken.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("broken", broken).build();
    }

    Health health() {
        var details = new LinkedHashMap<String, Object>();
        var up = complete;
        for (var service : running) {
            var parts = new LinkedHashMap<String, Object>();
            for (var indicator : indicators(service.context()).entrySet()) {
                var health = indicator.getValue().health();
                up &= health != null && health.getStatus().equals(Status.UP);
                parts.put(indicator.getKey(), health == null ? "unknown" : health);
            }
            details.put(service.name(), parts);
        }
        return (up ? Health.up() : Health.outOfService()).withDetails(details).build();
    }

    private static Map<String, HealthIndicator> indicators(ConfigurableApplicationContext context) {
        var indicators = new LinkedHashMap<String, HealthIndicator>();
        if (!context.isActive()) {
            return Map.of(
                    "state",
                    () -> Health.outOfService()
                            .withDetail("trouble", "Has ended.")
                            .build());
        }
        for (var name : List.of("contract", "broker", "codecs", "streams", "readers")) {
            indicators.put(name, context.getBean(name, HealthIndicator.class));
        }
        if (context instanceof WebServerApplicationContext web) {
            indicators.put("http", () -> accepts(web.getWebServer()));
        }
        return indicators;
    }

    /** Whether a browser reaches the server now. */
    private static Health accepts(@Nullable WebServer server) {
        var port = server == null ? -1 : server.getPort();
        if (port > 0) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                return Health.up().build();
            } catch (IOException e) {
                return Health.outOfService()
                        .withDetail("trouble", "Port %d refuses connections.".formatted(port))
                        .build();
            }
        }
        return Health.outOfService().withDetail("trouble", "Has no port yet.").build();
    }

    /** Stops the services in parallel: none depends on another one. */
    void stop() {
        var stopping = running.stream()
                .map(service -> Thread.ofPlatform()
                        .name("stop " + service.name())
                        .start(() -> service.context().close()))
                .toList();
        for (var thread : stopping) {
            try {
                thread.join(8_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
