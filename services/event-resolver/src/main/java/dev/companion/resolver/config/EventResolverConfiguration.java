package dev.companion.resolver.config;

import dev.companion.resolver.domain.RetentionPeriods;
import dev.companion.resolver.domain.facts.GracePeriods;
import dev.companion.resolver.domain.rules.DiscrepancyDetector;
import dev.companion.resolver.topology.ResolverTopology;
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
        var grace = new GracePeriods(
                properties.credentialsGrace(),
                properties.quotaGrace(),
                properties.unknownGrace(),
                properties.actionGrace());
        return new ResolverTopology(
                meters,
                new DiscrepancyDetector(grace),
                new RetentionPeriods(properties.closedRetention(), properties.answerRetention()));
    }
}
