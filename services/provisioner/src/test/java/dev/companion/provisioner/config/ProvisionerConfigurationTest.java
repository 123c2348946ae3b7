package dev.companion.provisioner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.provisioner.ProvisionerApplication;
import dev.companion.provisioner.domain.schedule.Pacing;
import dev.companion.provisioner.domain.work.Rules;
import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.sealing.SealingKeys;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

class ProvisionerConfigurationTest {

    private static ProvisionerProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("companion.provisioner", ProvisionerProperties.class);
    }

    @Test
    void theDefaultsAreTheRulesOfTheDomain() {
        var properties = bind(Map.of());

        assertThat(properties.rules()).isEqualTo(Rules.defaults());

        assertThat(properties.rates()).isEqualTo(Pacing.defaults());
    }

    @Test
    void timesAndRatesCanBeSet() {
        var properties = bind(Map.of(
                "companion.provisioner.unknown-grace", "5s",
                "companion.provisioner.verify-every", "1m",
                "companion.provisioner.pacing.datto-writes-per-minute", "600"));

        assertThat(properties.rules().unknownGrace()).hasSeconds(5);
        assertThat(properties.rules().verifyEvery()).hasSeconds(60);
        assertThat(properties.rates().dattoWrite().calls()).isEqualTo(600);
    }

    @Test
    void aCallMustBeAbleToEndBeforeItsDeadline() {
        assertThatThrownBy(() -> bind(Map.of("companion.provisioner.call-timeout", "29s")))
                .rootCause()
                .hasMessageContaining("companion.provisioner.call-timeout: PT29S (expected: at least 2 s less than");
    }

    @Test
    void aKeysetThatIsNotNamedIsSaidInPlainWords() {
        var application = new SpringApplicationBuilder(ProvisionerApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "companion.kafka.bootstrap-servers=127.0.0.1:1", "companion.registry.url=http://127.0.0.1:1");

        assertThatThrownBy(application::run)
                .rootCause()
                .hasMessage("companion.secrets.private-keyset: not set (expected: the file of the private keyset)");
    }

    @Test
    void theApplicationStartsWhileTheBrokerIsAwayAndStopsAtOnce(@TempDir Path directory) {
        var privateKeyset = directory.resolve("private.json");
        SealingKeys.ensure(privateKeyset, directory.resolve("public.json"));
        try (var context = new SpringApplicationBuilder(ProvisionerApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "companion.kafka.bootstrap-servers=127.0.0.1:1",
                        "companion.registry.url=http://127.0.0.1:1",
                        "companion.secrets.private-keyset=" + privateKeyset)
                .run()) {
            assertThat(context.getBean(PrometheusMeterRegistry.class).scrape())
                    .as("what the doctor reads")
                    .contains(
                            "companion_build_info{service=\"provisioner\",version=\"",
                            "companion_vendor_clock_difference_seconds{api=\"datto_rmm\",service=\"provisioner\"} NaN",
                            "companion_vendor_clock_difference_seconds{api=\"gravityzone\",service=\"provisioner\"} NaN",
                            "companion_vendor_call_seconds_count{api=\"gravityzone\",result=\"answered\",service=\"provisioner\"} 0",
                            "companion_vendor_pauses{service=\"provisioner\"} 0.0",
                            "companion_secrets_unopened{api=\"datto_rmm\",service=\"provisioner\"} 0.0");
            assertThat(context.getBean(RuntimeProperties.class).service()).isEqualTo("provisioner");
            assertThat(context.getBean(ConcurrentMessageListenerContainer.class).isRunning())
                    .as("calls begin when the topics are there and the credentials read")
                    .isFalse();
        }
    }
}
