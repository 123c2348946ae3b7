package dev.companion.runtime.report;

import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.TopicPublisher;
import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.health.BrokerWatch;
import dev.companion.runtime.metrics.BuildInfo;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;

/** Lets every service that the catalogue names as a writer of reports report itself. */
@AutoConfiguration(
        afterName = {
            "dev.companion.runtime.RuntimeAutoConfiguration",
            "dev.companion.runtime.health.HealthAutoConfiguration"
        })
@ConditionalOnBean(ContractGate.class)
class ReportAutoConfiguration {

    private static final List<String> PARTS = List.of("contract", "broker", "codecs", "streams", "readers");
    private static final String LAG = "kafka.consumer.fetch.manager.records.lag";

    @Bean
    ServiceReporter serviceReporter(
            RuntimeProperties properties,
            TopicCatalogue catalogue,
            ContractGate gate,
            BrokerWatch broker,
            InstantSource clock,
            Map<String, HealthIndicator> parts,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<TopicPublisher> publisher) {
        var service = properties.service();
        var reporter = new ServiceReporter(
                service,
                Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 32),
                BuildInfo.version(),
                () -> new Condition(notReady(parts), lag(meters.getIfAvailable(), service)),
                clock,
                // On a thread of its own: the producer is made by the first report.
                (key, report) -> CompletableFuture.supplyAsync(
                                () -> publisher.getObject().publish(Topics.SERVICE_REPORTS, key, report),
                                work -> Thread.ofVirtual().name("report").start(work))
                        .thenCompose(written -> written));
        if (catalogue.row(Topics.SERVICE_REPORTS.name()).writers().contains(service)) {
            gate.whenOpen(reporter::begin);
            broker.everyTime(() -> {
                if (broker.trouble().isEmpty()) {
                    reporter.look();
                }
            });
        }
        return reporter;
    }

    private static List<String> notReady(Map<String, HealthIndicator> parts) {
        return PARTS.stream()
                .filter(name -> {
                    var part = parts.get(name);
                    var health = part == null ? null : part.health();
                    return part != null
                            && (health == null || !health.getStatus().equals(Status.UP));
                })
                .toList();
    }

    /** The sum over its topics; null before the first measurement, and for a service without a consumer group. */
    private static @Nullable Long lag(@Nullable MeterRegistry meters, String service) {
        if (meters == null) {
            return null;
        }
        var values = meters.find(LAG).tag("service", service).gauges().stream()
                .map(Gauge::value)
                .filter(value -> !value.isNaN())
                .toList();
        return values.isEmpty()
                ? null
                : (Long) Math.round(
                        values.stream().mapToDouble(Double::doubleValue).sum());
    }
}
