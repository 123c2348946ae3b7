package dev.companion.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class RuntimeDefaultsTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    private void prepare(Map<String, Object> variables) {
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
        new WithoutServiceVariables().postProcessEnvironment(environment, new SpringApplication());
        new RuntimeDefaults().postProcessEnvironment(environment, new SpringApplication());
    }

    @Test
    void aFileThatIsAddedAfterTheDefaultsWins() {
        prepare(Map.of());
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "class path resource [console.properties]",
                        Map.of("server.port", "${companion.console.port:8080}")));

        assertThat(environment.getProperty("server.port")).isEqualTo("8080");
        assertThat(Binder.get(environment).bind("server.port", Integer.class).get())
                .isEqualTo(8080);
    }

    @Test
    void whatNobodySetsHasItsDefault() {
        prepare(Map.of());

        assertThat(environment.getProperty("server.port")).isEqualTo("9080");
        assertThat(Binder.get(environment).bind("server.port", Integer.class).get())
                .isEqualTo(9080);
        assertThat(environment.getProperty("management.endpoint.health.validate-group-membership", Boolean.class))
                .isTrue();
    }

    /** The reason of a refusal was in no line of a service that does not log as JSON. */
    @Test
    void aLineOfTheLogHasItsKeyValuePairs() {
        prepare(Map.of());

        assertThat(environment.getProperty("logging.pattern.console")).contains("%kvp");
    }

    @Test
    void variablesOfServicesOfKubernetesAreNoSettings() {
        var variables = new HashMap<String, Object>();
        variables.putAll(ServiceVariablesTest.injected("companion-console", "10.0.0.1", 8080));
        variables.putAll(ServiceVariablesTest.injected("server", "10.0.0.2", 80));
        variables.putAll(ServiceVariablesTest.injected("companion", "10.0.0.3", 80));
        variables.put("COMPANION_SERVICE", "poller");
        prepare(variables);

        assertThat(environment.resolvePlaceholders("${companion.console.port:8080}"))
                .isEqualTo("8080");
        assertThat(environment.getProperty("server.port")).isEqualTo("9080");
        assertThat(environment.getProperty("companion.service")).isEqualTo("poller");
    }
}
