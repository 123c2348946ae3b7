package dev.companion.poller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.poller.PollerApplication;
import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.ServiceTopology;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

class PollerConfigurationTest {

    @Test
    void theApplicationKnowsItsNameAndStartsWhileTheBrokerIsAway() {
        try (var context = new SpringApplicationBuilder(PollerApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "companion.kafka.bootstrap-servers=127.0.0.1:1",
                        "companion.registry.url=http://127.0.0.1:1",
                        "companion.poller.interval=2s",
                        "logging.level.root=ERROR",
                        "companion.vendors.allowed-hosts=localhost:8091,localhost:8092")
                .run()) {
            assertThat(context.getBean(RuntimeProperties.class).service()).isEqualTo("poller");
            assertThat(context.getBeansOfType(ServiceTopology.class)).hasSize(1);
            assertThat(context.getBean(PollerProperties.class).interval()).isEqualTo(Duration.ofSeconds(2));
            assertThat(context.getBean(PrometheusMeterRegistry.class).scrape())
                    .as("what the doctor reads")
                    .contains(
                            "companion_build_info{service=\"poller\",version=\"",
                            "companion_vendor_clock_difference_seconds{api=\"datto_rmm\",service=\"poller\"} NaN",
                            "companion_vendor_clock_difference_seconds{api=\"gravityzone\",service=\"poller\"} NaN",
                            "companion_vendor_call_seconds_bucket{api=\"datto_rmm\",result=\"failed\",service=\"poller\",le=\"30.0\"} 0",
                            "companion_vendor_pauses{service=\"poller\"} 0.0",
                            "companion_sweep_age_seconds{kind=\"companies\",service=\"poller\"} 0.0",
                            "companion_sweep_interval_seconds{service=\"poller\"} 2.0",
                            "companion_contract_state{service=\"poller\",state=\"waiting\"} 1.0",
                            "companion_secrets_unopened{api=\"gravityzone\",service=\"poller\"} 0.0",
                            "jvm_gc_live_data_size_bytes{service=\"poller\"}",
                            "jvm_gc_max_data_size_bytes{service=\"poller\"}");
        }
    }

    @Test
    void nonsenseIsRefusedByName() {
        assertThatThrownBy(() -> properties(Duration.ofMillis(100), 120, 2, 32))
                .hasMessage("companion.poller.interval: PT0.1S (expected: >= PT0.5S)");
        assertThatThrownBy(() -> properties(Duration.ofSeconds(60), 601, 2, 32))
                .hasMessageContaining("companion.poller.datto-calls-per-minute: 601");
        assertThatThrownBy(() -> properties(Duration.ofSeconds(60), 120, 0, 32))
                .hasMessageContaining("companion.poller.gravityzone-calls-per-second: 0.0");
        assertThatThrownBy(() -> properties(Duration.ofSeconds(60), 120, 2, 0))
                .hasMessageContaining("companion.poller.concurrent-calls: 0");
    }

    private static PollerProperties properties(Duration interval, int datto, double gravityZone, int calls) {
        return new PollerProperties(
                interval, datto, gravityZone, calls, Duration.ofSeconds(10), Duration.ofSeconds(60));
    }
}
