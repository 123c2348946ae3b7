package dev.companion.runtime.door;

import dev.companion.runtime.environment.YieldingSource;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/** Limits of the web server and of the JSON parser in every service; any other source of a setting takes precedence. */
public final class DoorDefaults implements EnvironmentPostProcessor {

    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("server.max-http-request-header-size", "16KB"),
            Map.entry("server.tomcat.max-http-form-post-size", "256KB"),
            Map.entry("server.tomcat.max-connections", "2000"),
            Map.entry("server.tomcat.connection-timeout", "10s"),
            Map.entry("server.tomcat.keep-alive-timeout", "30s"),
            Map.entry("spring.servlet.multipart.enabled", "false"),
            Map.entry("spring.jackson.factory.constraints.read.max-nesting-depth", "32"),
            Map.entry("spring.jackson.factory.constraints.read.max-string-length", "65536"),
            Map.entry("spring.jackson.factory.constraints.read.max-name-length", "256"),
            Map.entry("spring.jackson.factory.constraints.read.max-number-length", "64"),
            Map.entry("spring.jackson.factory.constraints.read.max-token-count", "200000"),
            Map.entry("spring.jackson.factory.constraints.read.max-document-length", "2097152"));

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        sources.addLast(new YieldingSource("companion door defaults", DEFAULTS, sources));
    }
}
