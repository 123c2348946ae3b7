package dev.companion.resolver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.resolver.EventResolverApplication;
import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.ServiceTopology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EventResolverConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(EventResolverConfiguration.class)
            .withBean(SimpleMeterRegistry.class);

    @Test
    void theServiceIsOneTopology() {
        runner.run(context -> assertThat(context).hasSingleBean(ServiceTopology.class));
    }

    @Test
    void answersAreKeptLongerThanRequests() {
        assertThatThrownBy(() ->
                        new EventResolverProperties(Duration.ofSeconds(10), Duration.ofDays(30), Duration.ofDays(30)))
                .hasMessage("companion.event-resolver.answer-retention: PT720H (expected: > PT720H)");
    }

    @Test
    void anIntervalIsNotNothing() {
        assertThatThrownBy(() -> new EventResolverProperties(Duration.ZERO, Duration.ofDays(30), Duration.ofDays(40)))
                .hasMessage("companion.event-resolver.upkeep-interval: PT0S (expected: > 0)");
    }

    @Test
    void theApplicationKnowsItsNameAndStartsWhileTheBrokerIsAway() {
        try (var context = new SpringApplicationBuilder(EventResolverApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "companion.kafka.bootstrap-servers=127.0.0.1:1", "companion.registry.url=http://127.0.0.1:1")
                .run()) {
            assertThat(context.getBean(RuntimeProperties.class).service()).isEqualTo("event-resolver");
        }
    }
}
