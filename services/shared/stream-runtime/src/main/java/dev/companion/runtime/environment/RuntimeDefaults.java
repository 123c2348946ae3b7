package dev.companion.runtime.environment;

import dev.companion.runtime.metrics.BuildInfo;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Settings of Spring Boot that are the same in every service; any other source of a setting takes precedence, the
 * service's own properties included.
 */
final class RuntimeDefaults implements EnvironmentPostProcessor {

    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("spring.main.banner-mode", "off"),
            // With the key-value pairs: what a line is about, such as the reason of a refusal, is in them.
            Map.entry(
                    "logging.pattern.console",
                    "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{20} %kvp{NONE} "
                            + "%replace(trace.id=%X{trace.id} span.id=%X{span.id} ){'^trace.id= span.id= $',''}"
                            + "%msg%n%wEx"),
            Map.entry("logging.structured.ecs.service.version", BuildInfo.version()),
            Map.entry("server.port", "9080"), // health and metrics; the console puts its pages elsewhere
            Map.entry("logging.level.org.apache.kafka", "warn"), // a broker that is away fills the log otherwise
            // Repeats for each poison record, with a stack trace, what our own handler says once a minute.
            Map.entry("logging.level.org.apache.kafka.streams.processor.internals.RecordDeserializer", "error"),
            Map.entry("spring.main.lazy-initialization", "false"),
            Map.entry("management.endpoints.web.exposure.include", "health,info,prometheus"),
            Map.entry("management.endpoint.health.show-components", "always"),
            Map.entry("management.endpoint.health.show-details", "always"),
            Map.entry("management.endpoint.health.probes.enabled", "true"),
            // A member that does not exist would be left out without a word: such a service does not start.
            Map.entry("management.endpoint.health.validate-group-membership", "true"),
            Map.entry(
                    "management.endpoint.health.group.readiness.include",
                    "readinessState,contract,broker,codecs,streams,readers"),
            Map.entry("management.endpoint.health.group.readiness.show-components", "always"),
            Map.entry("server.shutdown", "graceful"),
            Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "8s"));

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        sources.addLast(new YieldingSource("companion defaults", DEFAULTS, sources));
    }
}
