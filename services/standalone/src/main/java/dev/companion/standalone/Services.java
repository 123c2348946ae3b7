package dev.companion.standalone;

import dev.companion.runtime.contract.ContractGate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** The services in this JVM, each in a Spring context of its own and as separate as in processes of their own. */
final class Services {

    /** One service and the context it runs in. */
    private record Running(String name, ConfigurableApplicationContext context) {}

    private final List<Running> running = new CopyOnWriteArrayList<>();
    private volatile boolean complete;

    /** Starts one service; its work begins once broker, topics and registry are ready. */
    void start(
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
        arguments.add("--springdoc.api-docs.enabled=" + (web != WebApplicationType.NONE));
        running.add(new Running(
                name,
                new SpringApplicationBuilder(application)
                        .parent(shared)
                        .web(web)
                        .registerShutdownHook(false)
                        .run(arguments.toArray(String[]::new))));
    }

    /** Waits until every service can do its work. Throws the failure of the first service that never will. */
    void awaitReady() throws InterruptedException {
        complete = true;
        for (var service : running) {
            try {
                service.context().getBean(ContractGate.class).opened().join();
            } catch (CompletionException e) {
                var cause = e.getCause() == null ? e : e.getCause();
                throw new StartRefused(service.name() + ": " + cause.getMessage());
            }
        }
        while (!health().getStatus().equals(Status.UP)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
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
        for (var name : List.of("contract", "streams", "readers")) {
            if (context.containsLocalBean(name)) {
                indicators.put(name, context.getBean(name, HealthIndicator.class));
            }
        }
        return indicators;
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
