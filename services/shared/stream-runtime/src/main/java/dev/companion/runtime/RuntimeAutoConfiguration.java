package dev.companion.runtime;

import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.contract.SchemaContract;
import dev.companion.runtime.contract.TopicContract;
import dev.companion.runtime.sealing.SecretOpener;
import dev.companion.runtime.sealing.SecretSealer;
import dev.companion.schemas.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** The beans that every service gets. */
@AutoConfiguration
@EnableConfigurationProperties(RuntimeProperties.class)
class RuntimeAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    TopicCatalogue topicCatalogue() {
        return TopicCatalogue.load();
    }

    @Bean
    KafkaClients kafkaClients(RuntimeProperties properties) {
        return new KafkaClients(properties);
    }

    @Bean
    TopicSerdes topicSerdes(RuntimeProperties properties) {
        return TopicSerdes.of(properties);
    }

    @Bean
    ContractGate contractGate(
            RuntimeProperties properties,
            KafkaClients clients,
            TopicCatalogue catalogue,
            ObjectProvider<ContractGate.Precondition> before) {
        return ContractGate.of(
                properties,
                clients,
                new TopicContract(catalogue, properties.service(), properties.topics()),
                new SchemaContract(catalogue, properties),
                before.orderedStream().toList());
    }

    @Bean
    TopicReaders topicReaders(TopicSerdes serdes, KafkaClients clients, ContractGate gate) {
        return new TopicReaders(serdes, clients, gate);
    }

    @Bean(destroyMethod = "close")
    @org.springframework.context.annotation.Lazy
    TopicPublisher topicPublisher(TopicSerdes serdes, KafkaClients clients) {
        return new TopicPublisher(serdes, clients.producerConfig());
    }

    @Bean
    @ConditionalOnProperty("companion.secrets.public-keyset")
    SecretSealer secretSealer(RuntimeProperties properties) {
        return SecretSealer.of(
                java.util.Objects.requireNonNull(properties.secrets().publicKeyset()));
    }

    @Bean
    @ConditionalOnProperty("companion.secrets.private-keyset")
    SecretOpener secretOpener(RuntimeProperties properties) {
        return SecretOpener.of(
                java.util.Objects.requireNonNull(properties.secrets().privateKeyset()));
    }

    @Bean
    @ConditionalOnBean(ServiceTopology.class)
    StreamsRunner streamsRunner(
            ContractGate gate,
            ServiceTopology service,
            TopicSerdes serdes,
            KafkaClients clients,
            ObjectProvider<MeterRegistry> meters,
            ApplicationEventPublisher events) {
        var config = clients.streamsConfig();
        var topology = new Topology(new TopologyConfig(new StreamsConfig(config)));
        service.define(new TopicTopology(topology, serdes));
        return new StreamsRunner(
                gate,
                topology,
                config,
                System::nanoTime,
                streams -> meters.ifAvailable(registry -> new KafkaStreamsMetrics(streams).bindTo(registry)),
                // Liveness goes down, so that the supervisor of the process restarts it.
                () -> AvailabilityChangeEvent.publish(events, service, LivenessState.BROKEN));
    }

    @Bean
    HealthIndicator contract(ContractGate gate) {
        return () -> gate.opened().isDone() && !gate.opened().isCompletedExceptionally()
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail("waitingFor", gate.waitingFor())
                        .build();
    }

    @Bean
    @ConditionalOnBean(ServiceTopology.class)
    HealthIndicator streams(StreamsRunner runner) {
        return () -> (switch (runner.state()) {
                    case "RUNNING" -> Health.up();
                    case "WAITING", "CREATED", "REBALANCING" -> Health.outOfService();
                    default -> Health.down();
                })
                .withDetail("state", runner.state())
                .build();
    }

    @Bean
    @ConditionalOnBean(TopicReader.class)
    HealthIndicator readers(List<TopicReader> readers) {
        return () -> {
            var behind = readers.stream()
                    .filter(reader -> !reader.caughtUp())
                    .map(TopicReader::name)
                    .toList();
            return behind.isEmpty()
                    ? Health.up().build()
                    : Health.outOfService().withDetail("reading", behind).build();
        };
    }
}
