package dev.companion.runtime.environment;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Hides the variables that Kubernetes sets for Services before any setting is read. */
final class WithoutServiceVariables implements EnvironmentPostProcessor, Ordered {

    private static final String NAME = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        if (sources.get(NAME) instanceof SystemEnvironmentPropertySource variables) {
            var texts = new HashMap<String, String>();
            variables.getSource().forEach((name, value) -> texts.put(name, String.valueOf(value)));
            Map<String, Object> kept = new HashMap<>(ServiceVariables.without(texts));
            sources.replace(NAME, new SystemEnvironmentPropertySource(NAME, kept));
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
