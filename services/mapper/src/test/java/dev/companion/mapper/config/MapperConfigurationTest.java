package dev.companion.mapper.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.mapper.MapperApplication;
import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.ServiceTopology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MapperConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(MapperConfiguration.class)
            .withBean(SimpleMeterRegistry.class);

    @Test
    void theServiceIsOneTopology() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(ServiceTopology.class);
            assertThat(context.getBean(MapperProperties.class).answerRetention())
                    .isEqualTo(Duration.ofDays(40));
        });
    }

    @Test
    void answersAreKeptLongerThanRequests() {
        assertThatThrownBy(() -> new MapperProperties(Duration.ofDays(30), Duration.ofSeconds(30), Set.of()))
                .hasMessage("companion.mapper.answer-retention: PT720H (expected: > PT720H)");
        assertThatThrownBy(() -> new MapperProperties(Duration.ofDays(31), Duration.ZERO, Set.of()))
                .hasMessage("companion.mapper.act-after: PT0S (expected: >= PT1S)");
    }

    @Test
    void theApplicationKnowsItsNameAndStartsWhileTheBrokerIsAway() {
        try (var context = new SpringApplicationBuilder(MapperApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "companion.kafka.bootstrap-servers=127.0.0.1:1", "companion.registry.url=http://127.0.0.1:1")
                .run()) {
            assertThat(context.getBean(RuntimeProperties.class).service()).isEqualTo("mapper");
        }
    }
}
