package dev.companion.console.config;

import dev.companion.console.probe.VendorSessions;
import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClients;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.Origin;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHosts;
import dev.companion.vendor.VendorHttp;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the clients of the vendors. */
@Configuration(proxyBeanMethods = false)
class VendorsConfiguration {

    /** A person waits for the form, so a probe has less time than a call in the background. */
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);

    @Bean
    VendorHosts vendorHosts(Environment environment) {
        return Binder.get(environment).bindOrCreate(VendorHosts.PREFIX, VendorHosts.class);
    }

    @Bean(destroyMethod = "close")
    VendorHttp rmmHttp(VendorHosts hosts) {
        return VendorHttp.of(hosts.rmm(), CONNECT_MAX, ANSWER_MAX);
    }

    @Bean(destroyMethod = "close")
    VendorHttp gravityZoneHttp(VendorHosts hosts) {
        return VendorHttp.of(hosts.gravityZone(), CONNECT_MAX, ANSWER_MAX);
    }

    @Bean
    VendorSessions vendorSessions(
            @Qualifier("rmmHttp") VendorHttp rmmHttp,
            @Qualifier("gravityZoneHttp") VendorHttp gravityZoneHttp,
            InstantSource clock) {
        return new OverHttp(rmmHttp, gravityZoneHttp, clock);
    }

    private record OverHttp(VendorHttp rmmHttp, VendorHttp gravityZoneHttp, InstantSource clock)
            implements VendorSessions {

        @Override
        public CallResult<String> rmmAddress(String pasted) {
            return rmmHttp.allowedHosts().admit(pasted).map(Origin::toString);
        }

        @Override
        public CallResult<String> gravityZoneAddress(String pasted) {
            return gravityZoneHttp.allowedHosts().admit(pasted).map(origin -> origin + "/api");
        }

        @Override
        public DattoRmmClient rmm(String apiUrl, Secret apiKey, Secret apiSecretKey) {
            return DattoRmmClients.of(rmmHttp, new DattoCredentials(apiUrl, apiKey, apiSecretKey, null), clock);
        }

        @Override
        public GravityZoneClient gravityZone(String accessUrl, Secret apiKey) {
            return GravityZoneClients.of(gravityZoneHttp, new GravityZoneCredentials(accessUrl, apiKey));
        }
    }
}
