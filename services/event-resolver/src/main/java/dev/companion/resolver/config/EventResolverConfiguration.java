package dev.companion.resolver.config;

import dev.companion.resolver.domain.DiscrepancyDetector;
import dev.companion.resolver.domain.Patience;
import dev.companion.resolver.topology.ResolverTopology;
import dev.companion.resolver.topology.UpkeepPlan;
import dev.companion.runtime.ServiceTopology;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventResolverProperties.class)
class EventResolverConfiguration {

    @Bean
    ServiceTopology resolverTopology(MeterRegistry meters, EventResolverProperties properties) {
        var patience = new Patience(
                properties.credentialsPatience(),
                properties.quotaPatience(),
                properties.unknownPatience(),
                properties.orderPatience());
        return new ResolverTopology(
                meters,
                new DiscrepancyDetector(patience),
                new UpkeepPlan(properties.closedRetention(), properties.answerRetention()));
    }
}
