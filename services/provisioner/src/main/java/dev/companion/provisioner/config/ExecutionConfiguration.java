package dev.companion.provisioner.config;

import dev.companion.health.VendorApi;
import dev.companion.pacing.HostPauses;
import dev.companion.provisioner.execution.IntentListener;
import dev.companion.provisioner.execution.SavedCredentials;
import dev.companion.provisioner.execution.SealedKeys;
import dev.companion.provisioning.Intent;
import dev.companion.runtime.KafkaClients;
import dev.companion.runtime.TopicPublisher;
import dev.companion.runtime.TopicReader;
import dev.companion.runtime.TopicReaders;
import dev.companion.runtime.contract.ContractGate;
import dev.companion.runtime.health.ListenerWatch;
import dev.companion.runtime.sealing.SecretOpener;
import dev.companion.runtime.tracing.Traces;
import dev.companion.schemas.Instance;
import dev.companion.schemas.Topics;
import dev.companion.vendor.CallGates;
import dev.companion.vendor.VendorHosts;
import dev.companion.vendor.VendorHttp;
import dev.companion.vendor.VendorMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;

/** Configures the executor, which makes the calls. */
@Configuration(proxyBeanMethods = false)
class ExecutionConfiguration {

    /** Calls are planned at a slower rate than the gates allow, so only calls that bunched up on their way wait. */
    private static final Duration GATE_PATIENCE = Duration.ofSeconds(1);

    private static final Duration REFUSAL_LOOKED_AT_EVERY = Duration.ofSeconds(30);

    private static final String SERVICE = "provisioner";

    private static final String GROUP = Instance.ofThisProcess().id("provisioner-calls");

    @Bean
    VendorHosts vendorHosts(Environment environment) {
        return Binder.get(environment).bindOrCreate(VendorHosts.PREFIX, VendorHosts.class);
    }

    @Bean
    VendorHttp rmmHttp(ProvisionerProperties properties, VendorHosts hosts, InstantSource clock, MeterRegistry meters) {
        return VendorHttp.of(
                hosts.rmm(),
                properties.connectTimeout(),
                properties.callTimeout(),
                new VendorMeters(SERVICE, "datto_rmm", clock, meters));
    }

    @Bean
    VendorHttp gravityZoneHttp(
            ProvisionerProperties properties, VendorHosts hosts, InstantSource clock, MeterRegistry meters) {
        return VendorHttp.of(
                hosts.gravityZone(),
                properties.connectTimeout(),
                properties.callTimeout(),
                new VendorMeters(SERVICE, "gravityzone", clock, meters));
    }

    @Bean
    SavedCredentials savedCredentials(
            @Qualifier("rmmHttp") VendorHttp rmmHttp,
            @Qualifier("gravityZoneHttp") VendorHttp gravityZoneHttp,
            ObjectProvider<SecretOpener> openers,
            InstantSource clock,
            ProvisionerProperties properties,
            MeterRegistry meters) {
        var opener = openers.getIfAvailable(() -> {
            throw new IllegalStateException(
                    "companion.secrets.private-keyset: not set (expected: the file of the private keyset)");
        });
        var hosts = new HostPauses();
        Gauge.builder("companion.vendor.pauses", hosts, all -> all.count(clock.instant()))
                .tag("service", SERVICE)
                .register(meters);
        var credentials = new SavedCredentials(
                rmmHttp,
                gravityZoneHttp,
                opener,
                clock,
                new CallGates<>(properties.dattoShare()::pacer, hosts, clock, GATE_PATIENCE),
                new CallGates<>(properties.gravityZoneShare()::pacer, hosts, clock, GATE_PATIENCE));
        for (var api : List.of(VendorApi.DATTO_RMM, VendorApi.GRAVITYZONE)) {
            Gauge.builder("companion.secrets.unopened", credentials, all -> all.unopenedSecrets(api))
                    .tags("service", SERVICE, "api", api.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        return credentials;
    }

    @Bean
    TopicReader credentialsReader(TopicReaders readers, SavedCredentials credentials, MeterRegistry meters) {
        var sealedKeys = new SealedKeys(meters);
        return readers.reader("provisioner-credentials")
                .on(Topics.TENANTS, credentials::tenant)
                .on(Topics.SECRETS, (key, secret, position) -> {
                    credentials.secret(key, secret, position);
                    sealedKeys.secret(key, secret, position);
                })
                .build();
    }

    @Bean
    IntentListener intentListener(
            SavedCredentials credentials,
            TopicPublisher publisher,
            InstantSource clock,
            ProvisionerProperties properties,
            MeterRegistry meters,
            Traces traces) {
        return new IntentListener(
                credentials,
                (key, outcome) -> publisher.publish(Topics.PROVISIONING_OUTCOMES, key, outcome),
                clock,
                properties.callTimeout().plus(GATE_PATIENCE),
                properties.callsMax(),
                meters,
                traces);
    }

    @Bean
    ListenerWatch intentsWatch() {
        return new ListenerWatch("provisioner-intents", System::nanoTime);
    }

    /** Starts after the topics were checked and the credentials read: before that, every call would be refused. */
    @Bean
    ConcurrentMessageListenerContainer<String, Intent> intents(
            KafkaClients clients,
            IntentListener listener,
            ListenerWatch failures,
            ContractGate gate,
            TopicReader credentialsReader) {
        var properties = new ContainerProperties(Topics.PROVISIONING_INTENTS.name());
        properties.setGroupId(GROUP);
        properties.setAckMode(AckMode.MANUAL); // the listener commits before it calls
        properties.setMessageListener(listener);
        properties.setAuthExceptionRetryInterval(REFUSAL_LOOKED_AT_EVERY); // otherwise it would end for good
        var container = new ConcurrentMessageListenerContainer<String, Intent>(
                new DefaultKafkaConsumerFactory<>(consumerConfig(clients)), properties);
        container.setBeanName("intents");
        container.setAutoStartup(false);
        container.setCommonErrorHandler(failures);
        gate.whenOpen(() -> credentialsReader.whenCaughtUp().thenRun(() -> failures.start(container)));
        return container;
    }

    /** An intent that cannot be read arrives as null instead of stopping all later ones. */
    private static Map<String, Object> consumerConfig(KafkaClients clients) {
        var config = clients.consumerConfig(GROUP);
        var reader = config.get(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        config.put(ErrorHandlingDeserializer.VALUE_DESERIALIZER_CLASS, reader);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ErrorHandlingDeserializer.class);
        return config;
    }
}
