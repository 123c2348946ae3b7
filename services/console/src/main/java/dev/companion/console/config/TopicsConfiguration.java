package dev.companion.console.config;

import dev.companion.console.requests.AuditTrail;
import dev.companion.console.requests.CredentialSealer;
import dev.companion.console.requests.RequestLog;
import dev.companion.console.streams.PublicTopics;
import dev.companion.console.streams.TopicsWatch;
import dev.companion.console.view.ApiAccounts;
import dev.companion.console.view.ServiceInstances;
import dev.companion.console.view.ViewFeed;
import dev.companion.console.view.ViewMeters;
import dev.companion.console.view.ViewProgress;
import dev.companion.runtime.KafkaClients;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.TopicPublisher;
import dev.companion.runtime.TopicReader;
import dev.companion.runtime.TopicReaders;
import dev.companion.runtime.health.BrokerWatch;
import dev.companion.runtime.sealing.SecretSealer;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the topics that the view reads and the topic that requests are written to. */
@Configuration(proxyBeanMethods = false)
class TopicsConfiguration {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicsConfiguration.class);
    private static final Duration CONFIRMATION_MAX = Duration.ofSeconds(10);

    @Bean
    ApiAccounts apiAccounts(MeterRegistry meters) {
        return new ApiAccounts(meters);
    }

    @Bean
    ViewMeters viewMeters(MeterRegistry meters) {
        return new ViewMeters(meters, System::nanoTime);
    }

    @Bean
    PublicTopics publicTopics(TopicCatalogue catalogue, MeterRegistry meters) {
        return new PublicTopics(catalogue.publicRows(), meters);
    }

    @Bean
    TopicsWatch topicsWatch(TopicCatalogue catalogue, PublicTopics topics, KafkaClients clients, InstantSource clock) {
        return new TopicsWatch(catalogue.publicRows(), topics, clients.adminConfig(), clock);
    }

    @Bean
    ServiceInstances serviceInstances() {
        return new ServiceInstances();
    }

    @Bean
    TopicReader viewReader(
            TopicReaders readers,
            ViewFeed feed,
            ApiAccounts accounts,
            ServiceInstances services,
            ViewMeters meters,
            BrokerWatch broker) {
        var reader = viewReader(readers, feed, accounts, services, meters);
        // What it shows is current as soon as it follows, although its health waits until that has lasted.
        broker.everyTime(() -> meters.look(reader.follows() && broker.trouble().isEmpty()));
        return reader;
    }

    private static TopicReader viewReader(
            TopicReaders readers, ViewFeed feed, ApiAccounts accounts, ServiceInstances services, ViewMeters meters) {
        return readers.reader("console-view")
                .on(Topics.TENANTS, (key, value, _) -> feed.tenant(key, value))
                .on(Topics.TENANT_ERASURES, (key, value, _) -> feed.erasure(key, value))
                .on(Topics.RMM_SITES, (key, value, _) -> feed.site(key, value))
                .on(Topics.RMM_USERS, (key, value, _) -> feed.user(key, value))
                .on(Topics.GRAVITYZONE_COMPANIES, (key, value, _) -> feed.company(key, value))
                .on(Topics.GRAVITYZONE_PACKAGES, (key, value, _) -> feed.installationPackage(key, value))
                .on(Topics.LINKS, (key, value, _) -> feed.link(key, value))
                .on(Topics.LINK_STATUSES, (key, value, _) -> feed.status(key, value))
                .on(Topics.INSTALLATION_LINKS, (key, value, _) -> feed.installationLink(key, value))
                .on(Topics.SUGGESTIONS, (key, value, _) -> feed.suggestion(key, value))
                .on(Topics.DISCREPANCIES, (key, value, _) -> feed.event(key, value))
                .on(Topics.REQUESTS, (key, value, _) -> feed.request(key, value))
                .on(Topics.REQUEST_RESULTS, (key, value, _) -> feed.result(key, value))
                .on(Topics.API_HEALTH, (key, value, _) -> {
                    feed.health(key, value);
                    accounts.put(key, value);
                })
                .on(Topics.SERVICE_REPORTS, (key, value, _) -> {
                    if (value != null) {
                        services.put(key, value);
                    }
                })
                .on(Topics.DELETION_HOLDS, (key, value, _) -> {
                    feed.hold(key, value);
                    meters.put(key, value);
                })
                .on(Topics.AUDIT, (key, value, _) -> feed.audit(key, value))
                .on(Topics.RMM_CHANGES, (key, value, _) -> feed.rmmChange(key, value))
                .on(Topics.DISCREPANCY_CHANGES, (key, value, _) -> feed.eventChange(key, value))
                .on(Topics.PROVISIONING_CHANGES, (key, value, _) -> feed.provisioned(key, value))
                .build();
    }

    @Bean
    ViewProgress viewProgress(TopicReader viewReader) {
        return new ViewProgress(viewReader::caughtUp);
    }

    @Bean
    RequestLog requestLog(TopicPublisher publisher) {
        return new TopicRequestLog(
                (key, request) -> publisher.publish(Topics.REQUESTS, key, request), CONFIRMATION_MAX);
    }

    /** On a thread of its own: the first entry waits for the broker, and signing in does not depend on it. */
    @Bean
    AuditTrail auditTrail(TopicPublisher publisher) {
        return (key, entry) -> Thread.ofVirtual()
                .name("audit")
                .start(() -> publisher.publish(Topics.AUDIT, key, entry).whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOGGER.atWarn()
                                .addKeyValue(LogKeys.TENANT_ID, entry.getTenantId())
                                .addKeyValue(LogKeys.KIND, entry.getAction())
                                .addKeyValue(LogKeys.REASON, failure.getClass().getSimpleName())
                                .log("entry of the audit trail not written");
                    }
                }));
    }

    @Bean
    CredentialSealer credentialSealer(SecretSealer sealer) {
        return (tenantId, name, clear) -> sealer.seal(tenantId, name, clear.reveal());
    }
}
