package dev.companion.mapper.config;

import dev.companion.mapper.topology.MapperTopology;
import dev.companion.runtime.ServiceTopology;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MapperProperties.class)
class MapperConfiguration {

    @Bean
    ServiceTopology mapperTopology(MeterRegistry meters, MapperProperties properties) {
        return new MapperTopology(
                meters, properties.answerRetention(), properties.actAfter(), properties.abandonedTenants());
    }
}
