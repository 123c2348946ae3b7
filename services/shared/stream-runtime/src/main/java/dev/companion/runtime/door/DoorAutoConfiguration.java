package dev.companion.runtime.door;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Puts the door in front of a service's own port. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(DoorProperties.class)
class DoorAutoConfiguration {

    /** After the filter that reads forwarded headers and the one that measures. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 5;

    @Bean
    @ConditionalOnMissingBean
    HostNames hostNames(DoorProperties properties) {
        return HostNames.forPlatform(properties.hostNames());
    }

    @Bean
    @ConditionalOnMissingBean
    BodyLimits bodyLimits() {
        return BodyLimits.standard();
    }

    @Bean
    Refusals refusals(ObjectProvider<MeterRegistry> meters) {
        return new Refusals(meters.getIfAvailable(SimpleMeterRegistry::new), System::nanoTime);
    }

    @Bean
    FilterRegistrationBean<DoorFilter> doorFilter(HostNames hosts, BodyLimits limits, Refusals refusals) {
        return registered(new DoorFilter("request", hosts, limits, refusals, System::nanoTime));
    }

    @Bean
    DoorServer doorServer() {
        return new DoorServer();
    }

    static FilterRegistrationBean<DoorFilter> registered(DoorFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(ORDER);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return registration;
    }
}
