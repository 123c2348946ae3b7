package dev.companion.console.config;

import dev.companion.console.probe.PatientGate;
import dev.companion.console.probe.ProbeGates;
import dev.companion.console.probe.VendorSessions;
import dev.companion.datto.DattoCredentials;
import dev.companion.datto.DattoLane;
import dev.companion.datto.DattoRmmClient;
import dev.companion.datto.DattoRmmClients;
import dev.companion.datto.DattoShare;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.GravityZoneLane;
import dev.companion.gravityzone.GravityZoneShare;
import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.pacing.CallPacer;
import dev.companion.pacing.HostPauses;
import dev.companion.vendor.CallGate;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.Origin;
import dev.companion.vendor.PacedGate;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHosts;
import dev.companion.vendor.VendorHttp;
import java.time.Duration;
import java.time.Instant;
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

    /** How long a person waits for room in a quota. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** The secret key is left out: a quota belongs to the key. */
    private record Key(String address, Secret apiKey) {}

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

    /** The tests of credentials have a share of each quota, like the work of the other services. */
    @Bean
    VendorSessions vendorSessions(
            @Qualifier("rmmHttp") VendorHttp rmmHttp,
            @Qualifier("gravityZoneHttp") VendorHttp gravityZoneHttp,
            InstantSource clock,
            ConsoleProperties properties) {
        var probing = properties.probing();
        // Nothing is written, so the share of writes is the least there is.
        var datto = new DattoShare(probing.dattoReads(), 1);
        var gravityZone = new GravityZoneShare(probing.gravityZoneCalls() / 60.0, probing.gravityZoneCalls() / 60.0);
        // What an earlier process has just spent is small enough to be left out: no person waits for it.
        var hosts = new HostPauses();
        return new OverHttp(
                rmmHttp,
                gravityZoneHttp,
                clock,
                new ProbeGates<>(() -> patient(datto.pacer(Instant.EPOCH), hosts, clock)),
                new ProbeGates<>(() -> patient(gravityZone.pacer(Instant.EPOCH), hosts, clock)));
    }

    private static <L extends Enum<L>> CallGate<L> patient(CallPacer<L> pacer, HostPauses hosts, InstantSource clock) {
        return new PatientGate<>(new PacedGate<>(pacer, hosts, clock, PATIENCE), PATIENCE);
    }

    private record OverHttp(
            VendorHttp rmmHttp,
            VendorHttp gravityZoneHttp,
            InstantSource clock,
            ProbeGates<DattoLane> dattoGates,
            ProbeGates<GravityZoneLane> gravityZoneGates)
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
            return DattoRmmClients.of(
                    rmmHttp,
                    new DattoCredentials(apiUrl, apiKey, apiSecretKey, null),
                    clock,
                    dattoGates.of(new Key(apiUrl, apiKey)));
        }

        @Override
        public GravityZoneClient gravityZone(String accessUrl, Secret apiKey) {
            return GravityZoneClients.of(
                    gravityZoneHttp,
                    new GravityZoneCredentials(accessUrl, apiKey),
                    gravityZoneGates.of(new Key(accessUrl, apiKey)));
        }
    }
}
