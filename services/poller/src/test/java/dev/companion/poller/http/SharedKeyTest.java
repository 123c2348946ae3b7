package dev.companion.poller.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoShare;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.GravityZoneShare;
import dev.companion.pacing.HostPauses;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallGates;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.Secret;
import dev.companion.vendor.VendorHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The quota of GravityZone is the key's, not the tenant's. */
class SharedKeyTest {

    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    private Instant now = START;

    @Test
    void twoTenantsOnOneKeyTogetherKeepItsQuota() {
        var hosts = new HostPauses();
        var gravityZone = new CallGates<>(new GravityZoneShare(1, 1)::pacer, hosts, () -> now, Duration.ZERO);
        var datto = new CallGates<>(new DattoShare(60, 60)::pacer, hosts, () -> now, Duration.ZERO);
        now = START.plusSeconds(60);
        try (var http =
                VendorHttp.of(AllowedHosts.of(List.of("127.0.0.1:1")), Duration.ofSeconds(1), Duration.ofSeconds(2))) {
            var clients = VendorClients.over(http, http, () -> now, datto, gravityZone);

            assertThat(clients.gravityZone("t-1", key("one-key")).ownCompany())
                    .as("sent, to a port without a listener")
                    .isInstanceOf(Unavailable.class);
            assertThat(clients.gravityZone("t-2", key("one-key")).ownCompany()).isInstanceOf(RateLimited.class);
            assertThat(clients.gravityZone("t-3", key("another-key")).ownCompany())
                    .isInstanceOf(Unavailable.class);
        }
    }

    private static GravityZoneCredentials key(String key) {
        return new GravityZoneCredentials("http://127.0.0.1:1/api", Secret.of(key));
    }
}
