package dev.companion.provisioner.config;

import dev.companion.provisioner.topology.ProvisioningMeters;
import dev.companion.provisioner.topology.ProvisioningTopology;
import dev.companion.runtime.ServiceTopology;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the topology, which decides. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProvisionerProperties.class)
class TopologyConfiguration {

    @Bean
    ProvisioningMeters provisioningMeters(MeterRegistry meters, InstantSource clock) {
        return new ProvisioningMeters(meters, clock);
    }

    @Bean
    ServiceTopology provisioningTopology(ProvisionerProperties properties, ProvisioningMeters meters) {
        return new ProvisioningTopology(properties.rules(), properties.rates(), meters);
    }
}
