package dev.companion.runtime.metrics;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Which meters a service publishes, and that each says which service it is from. */
@AutoConfiguration
class MetricsAutoConfiguration {

    @Bean
    @Order(0)
    MeterFilter serviceName(Environment environment) {
        return MeterFilter.commonTags(Tags.of("service", environment.getProperty("companion.service", "companion")));
    }

    @Bean
    @Order(1)
    MeterRules meterRules() {
        return new MeterRules();
    }

    @Bean
    BuildInfo buildInfo() {
        return new BuildInfo();
    }
}
