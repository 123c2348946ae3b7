package dev.companion.console.config;

import dev.companion.console.probe.VendorSessions;
import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClients;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.Origin;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHttp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the clients of the vendors. */
@Configuration(proxyBeanMethods = false)
class VendorsConfiguration {

    /** A person waits for the form, so a probe has less time than a call in the background. */
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);

    @Bean(destroyMethod = "close")
    VendorHttp vendorHttp(@Value("${companion.vendors.allowed-hosts:}") List<String> allowedHosts) {
        return VendorHttp.of(AllowedHosts.of(allowedHosts), CONNECT_MAX, ANSWER_MAX);
    }

    @Bean
    VendorSessions vendorSessions(VendorHttp http, InstantSource clock) {
        return new OverHttp(http, clock);
    }

    private record OverHttp(VendorHttp http, InstantSource clock) implements VendorSessions {

        @Override
        public CallResult<String> rmmAddress(String pasted) {
            return http.allowedHosts().admit(pasted).map(Origin::toString);
        }

        @Override
        public CallResult<String> gravityZoneAddress(String pasted) {
            return http.allowedHosts().admit(pasted).map(origin -> origin + "/api");
        }

        @Override
        public DattoRmmClient rmm(String apiUrl, Secret apiKey, Secret apiSecretKey) {
            return DattoRmmClients.of(http, new DattoCredentials(apiUrl, apiKey, apiSecretKey, null), clock);
        }

        @Override
        public GravityZoneClient gravityZone(String accessUrl, Secret apiKey) {
            return GravityZoneClients.of(http, new GravityZoneCredentials(accessUrl, apiKey));
        }
    }
}
