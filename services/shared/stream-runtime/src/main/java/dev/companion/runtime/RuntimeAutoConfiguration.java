package dev.companion.runtime;

import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.contract.SchemaContract;
import dev.companion.runtime.contract.TopicContract;
import dev.companion.runtime.health.BrokerWatch;
import dev.companion.runtime.health.Wedge;
import dev.companion.runtime.metrics.BuildInfo;
import dev.companion.runtime.metrics.ContractMeters;
import dev.companion.runtime.metrics.KafkaMeters;
import dev.companion.runtime.sealing.SecretOpener;
import dev.companion.runtime.sealing.SecretSealer;
import dev.companion.runtime.tracing.Traces;
import dev.companion.schemas.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** The beans that every service gets. */
@AutoConfiguration
@EnableConfigurationProperties(RuntimeProperties.class)
class RuntimeAutoConfiguration {

    private static final Logger LOGGER = LoggerFactory.getLogger(RuntimeAutoConfiguration.class);

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
    ContractMeters contractMeters(
            RuntimeProperties properties, ContractGate gate, ObjectProvider<MeterRegistry> registry) {
        return new ContractMeters(registry.getIfAvailable(SimpleMeterRegistry::new), properties.service(), gate);
    }

    @Bean
    Traces traces(RuntimeProperties properties, InstantSource clock) {
        var tracing = properties.tracing();
        var line = LOGGER.atInfo().addKeyValue(LogKeys.SERVICE, properties.service());
        tracing.host()
                .ifPresentOrElse(
                        host -> line.addKeyValue(LogKeys.ADDRESS, host).log("traces are sent"),
                        () -> line.log("traces are off"));
        return tracing.address()
                .map(endpoint ->
                        Traces.to(endpoint, properties.service(), BuildInfo.version(), tracing.probability(), clock))
                .orElseGet(Traces::off);
    }

    @Bean
    TopicReaders topicReaders(TopicSerdes serdes, KafkaClients clients, ContractGate gate, Traces traces) {
        return new TopicReaders(serdes, clients, gate, traces);
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
    BrokerWatch brokerWatch(RuntimeProperties properties, KafkaClients clients) {
        return new BrokerWatch(properties.kafka().bootstrapServers(), clients.adminConfig(), System::nanoTime);
    }

    @Bean
    KafkaMeters kafkaMeters(RuntimeProperties properties, ObjectProvider<MeterRegistry> registry, BrokerWatch watch) {
        var meters = new KafkaMeters(
                registry.getIfAvailable(SimpleMeterRegistry::new),
                properties.service(),
                properties.metrics().perPartition());
        watch.everyTime(meters::refresh);
        return meters;
    }

    @Bean
    @ConditionalOnBean(ServiceTopology.class)
    StreamsRunner streamsRunner(
            ContractGate gate,
            ServiceTopology service,
            TopicSerdes serdes,
            KafkaClients clients,
            KafkaMeters meters,
            BrokerWatch watch,
            Traces traces,
            ApplicationEventPublisher events) {
        var config = clients.streamsConfig();
        var topology = new Topology(new TopologyConfig(new StreamsConfig(config)));
        service.define(new TopicTopology(topology, serdes, traces));
        // Liveness goes down, so that the supervisor of the process restarts it: nothing else helps.
        Runnable broken = () -> AvailabilityChangeEvent.publish(events, service, LivenessState.BROKEN);
        var runner = new StreamsRunner(
                gate, topology, config, System::nanoTime, streams -> meters.watch(streams::metrics), broken);
        var wedge = new Wedge();
        watch.everyTime(() -> {
            var blameless = watch.trouble().isEmpty() && !runner.failedLately();
            if (wedge.isStuck(runner.state().equals("REBALANCING"), blameless, runner.restoring(), System.nanoTime())) {
                broken.run();
            }
        });
        return runner;
    }
}
