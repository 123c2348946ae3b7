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
    void answersAreRememberedLongerThanRequestsAreKept() {
        assertThatThrownBy(() -> of(Duration.ofDays(30), Duration.ofMinutes(1)))
                .hasMessage("companion.event-resolver.answer-retention: PT720H (expected: > PT720H)");
    }

    @Test
    void noGracePeriodIsNegative() {
        assertThatThrownBy(() -> of(Duration.ofDays(40), Duration.ofSeconds(-1)))
                .hasMessage("companion.event-resolver.quota-grace: PT-1S (expected: >= 0)");
    }

    private static EventResolverProperties of(Duration answerRetention, Duration quotaGrace) {
        return new EventResolverProperties(
                Duration.ofDays(30),
                answerRetention,
                Duration.ofSeconds(15),
                quotaGrace,
                Duration.ofMinutes(3),
                Duration.ofMinutes(20));
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
