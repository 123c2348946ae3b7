package dev.companion.provisioner.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoShare;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneShare;
import dev.companion.health.VendorApi;
import dev.companion.pacing.HostPauses;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.TopicHandler.RecordPosition;
import dev.companion.runtime.sealing.SealingKeys;
import dev.companion.runtime.sealing.SecretOpener;
import dev.companion.runtime.sealing.SecretSealer;
import dev.companion.settings.DefaultPackage;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.SecretName;
import dev.companion.settings.Tenant;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallGates;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.RateLimited;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.VendorHttp;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quota of GravityZone is the key's, not the tenant's. */
class SavedCredentialsTest {

    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    private Instant now = START;
    private VendorHttp http;
    private SecretSealer sealer;
    private SavedCredentials credentials;

    @BeforeEach
    void open(@TempDir Path directory) {
        SealingKeys.ensure(directory.resolve("private.json"), directory.resolve("public.json"));
        sealer = SecretSealer.of(directory.resolve("public.json"));
        http = VendorHttp.of(AllowedHosts.of(List.of("127.0.0.1:1")), Duration.ofSeconds(1), Duration.ofSeconds(2));
        var hosts = new HostPauses();
        credentials = new SavedCredentials(
                http,
                http,
                SecretOpener.of(directory.resolve("private.json")),
                () -> now,
                new CallGates<>(new DattoShare(60, 60)::pacer, hosts, () -> now, Duration.ZERO),
                new CallGates<>(new GravityZoneShare(1, 1)::pacer, hosts, () -> now, Duration.ZERO));
        now = START.plusSeconds(60);
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void twoTenantsOnOneKeyTogetherKeepItsQuota() {
        save("t-1", "one-key");
        save("t-2", "one-key");
        save("t-3", "another-key");

        assertThat(call("t-1")).as("sent, to a port without a listener").isInstanceOf(Unavailable.class);
        assertThat(call("t-2")).isInstanceOf(RateLimited.class);
        assertThat(call("t-3")).isInstanceOf(Unavailable.class);
    }

    @Test
    void secretsThatTheKeysetDoesNotOpenAreCountedUntilOthersAreSavedOrTheyAreGone(@TempDir Path elsewhere) {
        SealingKeys.ensure(elsewhere.resolve("private.json"), elsewhere.resolve("public.json"));
        var right = sealer;
        save("t-1", "key");
        assertThat(credentials.unopenedSecrets(VendorApi.GRAVITYZONE)).isZero();

        sealer = SecretSealer.of(elsewhere.resolve("public.json"));
        save("t-1", "key");
        save("t-2", "key");
        assertThat(credentials.unopenedSecrets(VendorApi.GRAVITYZONE)).isEqualTo(2);
        assertThat(credentials.unopenedSecrets(VendorApi.DATTO_RMM)).isZero();

        sealer = right;
        save("t-1", "key");
        credentials.secret("t-2|" + SecretName.GRAVITYZONE_API_KEY, null, new RecordPosition("secrets", 0, 0, START));
        assertThat(credentials.unopenedSecrets(VendorApi.GRAVITYZONE)).isZero();
    }

    private CallResult<GravityZoneClient.Company> call(String tenant) {
        return ((Found<GravityZoneClient>) credentials.gravityZone(tenant))
                .value()
                .ownCompany();
    }

    private void save(String tenant, String key) {
        var position = new RecordPosition("tenants", 0, 0, START);
        credentials.tenant(
                tenant,
                Tenant.newBuilder()
                        .setMetadata(EventMetadatas.of("e", START, 1, null))
                        .setTenantId(tenant)
                        .setName("MSP")
                        .setGravityZone(GravityZoneAccess.newBuilder()
                                .setAccessUrl("http://127.0.0.1:1/api")
                                .setApiKeyLastFour("1111")
                                .setRootCompanyId("root")
                                .setRootCompanyName("MSP")
                                .setRevision(1)
                                .build())
                        .setDefaultPackage(new DefaultPackage())
                        .build(),
                position);
        credentials.secret(
                tenant + "|" + SecretName.GRAVITYZONE_API_KEY,
                SealedSecret.newBuilder()
                        .setMetadata(EventMetadatas.of("e", START, 1, null))
                        .setTenantId(tenant)
                        .setName(SecretName.GRAVITYZONE_API_KEY)
                        .setCiphertext(ByteBuffer.wrap(sealer.seal(tenant, SecretName.GRAVITYZONE_API_KEY, key)))
                        .setRevision(1)
                        .build(),
                position);
    }
}
