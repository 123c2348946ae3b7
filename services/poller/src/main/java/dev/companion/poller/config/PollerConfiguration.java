package dev.companion.poller.config;

import dev.companion.datto.DattoShare;
import dev.companion.gravityzone.GravityZoneShare;
import dev.companion.pacing.HostPauses;
import dev.companion.pacing.Quota;
import dev.companion.poller.domain.polling.PollSettings;
import dev.companion.poller.http.CredentialOpener;
import dev.companion.poller.http.VendorClients;
import dev.companion.poller.topology.PollerTopology;
import dev.companion.runtime.LogKeys;
import dev.companion.runtime.ServiceTopology;
import dev.companion.runtime.sealing.SecretOpener;
import dev.companion.runtime.sealing.SecretOpener.UnsealException;
import dev.companion.vendor.CallGates;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHosts;
import dev.companion.vendor.VendorHttp;
import dev.companion.vendor.VendorMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PollerProperties.class)
class PollerConfiguration {

    /** Requests are started at a slower pace than the gates allow, so hardly any waits there. */
    private static final Duration GATE_PATIENCE = Duration.ofSeconds(5);

    private static final String SERVICE = "poller";

    private static final Logger LOGGER = LoggerFactory.getLogger(PollerConfiguration.class);

    @Bean
    VendorHosts vendorHosts(Environment environment) {
        return Binder.get(environment).bindOrCreate(VendorHosts.PREFIX, VendorHosts.class);
    }

    @Bean(destroyMethod = "close")
    VendorHttp rmmHttp(PollerProperties properties, VendorHosts hosts, InstantSource clock, MeterRegistry meters) {
        return VendorHttp.of(
                hosts.rmm(),
                properties.connectTimeout(),
                properties.callTimeout(),
                new VendorMeters(SERVICE, "datto_rmm", clock, meters));
    }

    @Bean(destroyMethod = "close")
    VendorHttp gravityZoneHttp(
            PollerProperties properties, VendorHosts hosts, InstantSource clock, MeterRegistry meters) {
        return VendorHttp.of(
                hosts.gravityZone(),
                properties.connectTimeout(),
                properties.callTimeout(),
                new VendorMeters(SERVICE, "gravityzone", clock, meters));
    }

    /** At shutdown requests under way are interrupted: their results would be ignored. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService vendorCalls() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("vendor-call-", 0).factory());
    }

    @Bean
    CredentialOpener credentialOpener(ObjectProvider<SecretOpener> openers) {
        var opener = openers.getIfAvailable();
        if (opener == null) {
            LOGGER.atWarn().log("no private keyset is configured, so no credential can be opened");
            return (_, _, _) -> Optional.empty();
        }
        return (tenant, name, ciphertext) -> {
            try {
                return Optional.of(Secret.of(opener.open(tenant, name, ciphertext)));
            } catch (UnsealException e) {
                LOGGER.atWarn()
                        .addKeyValue(LogKeys.TENANT_ID, tenant)
                        .addKeyValue(LogKeys.REASON, e.getMessage())
                        .log("credential not opened");
                return Optional.empty();
            }
        };
    }

    @Bean
    ServiceTopology pollerTopology(
            PollerProperties properties,
            @Qualifier("rmmHttp") VendorHttp rmmHttp,
            @Qualifier("gravityZoneHttp") VendorHttp gravityZoneHttp,
            InstantSource clock,
            CredentialOpener opener,
            MeterRegistry meters,
            ExecutorService vendorCalls) {
        var settings = new PollSettings(
                properties.interval(),
                Quota.perMinute(properties.dattoCallsPerMinute()),
                Quota.perSecond(properties.gravityzoneCallsPerSecond()));
        return new PollerTopology(
                settings,
                properties.concurrentCalls(),
                vendorClients(properties, rmmHttp, gravityZoneHttp, clock, meters),
                opener,
                meters,
                clock,
                vendorCalls,
                () -> ThreadLocalRandom.current().nextDouble(-1, 1));
    }

    private static VendorClients vendorClients(
            PollerProperties properties,
            VendorHttp rmmHttp,
            VendorHttp gravityZoneHttp,
            InstantSource clock,
            MeterRegistry meters) {
        var hosts = new HostPauses();
        Gauge.builder("companion.vendor.pauses", hosts, all -> all.count(clock.instant()))
                .tag("service", SERVICE)
                .register(meters);
        var datto = new DattoShare(properties.dattoCallsPerMinute(), properties.dattoCallsPerMinute());
        var gravityZone =
                new GravityZoneShare(properties.gravityzoneCallsPerSecond(), properties.gravityzoneCallsPerSecond());
        return VendorClients.over(
                rmmHttp,
                gravityZoneHttp,
                clock,
                new CallGates<>(datto::pacer, hosts, clock, GATE_PATIENCE),
                new CallGates<>(gravityZone::pacer, hosts, clock, GATE_PATIENCE));
    }
}
