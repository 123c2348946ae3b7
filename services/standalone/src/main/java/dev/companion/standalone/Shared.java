package dev.companion.standalone;

import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.metrics.BuildInfo;
import dev.companion.runtime.metrics.MeterRules;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Shared by all contexts of this JVM: the meters, what is prepared before the services, and the list of services. Keep it small: Spring Boot does not create
 * in a child context what its parent already has.
 */
@Configuration(proxyBeanMethods = false)
class Shared {

    @Bean
    Clock meterClock() {
        return Clock.SYSTEM;
    }

    @Bean
    PrometheusRegistry prometheusRegistry() {
        return new PrometheusRegistry();
    }

    @Bean
    PrometheusMeterRegistry meterRegistry(PrometheusRegistry registry, Clock clock) {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, clock);
        meters.config().meterFilter(new MeterRules()); // before the first meter
        List<MeterBinder> ofTheProcess = List.of(
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                new JvmGcMetrics(), // lives as long as the registry, which lives as long as the process
                new LogbackMetrics(),
                new BuildInfo());
        ofTheProcess.forEach(binder -> binder.bindTo(meters));
        return meters;
    }

    @Bean
    Preparation preparation() {
        return new Preparation();
    }

    /** No service looks for its topics and schemas before they are prepared. */
    @Bean
    ContractGate.Precondition prepared(Preparation preparation) {
        return new ContractGate.Precondition("the preparation of topics and schemas", preparation::await);
    }

    @Bean
    Services services() {
        return new Services();
    }
}
