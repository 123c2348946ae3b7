package dev.companion.provisioner.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoShare;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneShare;
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
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Refused;
import dev.companion.vendor.CallResult.Unavailable;
import dev.companion.vendor.VendorHttp;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that was made with credentials is not used when they are removed. */
class DisconnectedCredentialsTest {

    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    private static final RecordPosition POSITION = new RecordPosition("tenants", 0, 0, START);

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
                () -> START,
                new CallGates<>(new DattoShare(60, 60)::pacer, hosts, () -> START, Duration.ZERO),
                new CallGates<>(new GravityZoneShare(1, 1)::pacer, hosts, () -> START, Duration.ZERO));
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void whateverComesFirstTheKeptClientIsNotUsed() {
        settings(1, null);
        secret(1);
        assertThat(credentials.gravityZone("t-1")).isInstanceOf(Found.class);

        settings(2, START);

        assertThat(credentials.gravityZone("t-1")).isInstanceOf(Refused.class);
        noSecret();
        assertThat(credentials.gravityZone("t-1")).isInstanceOf(Refused.class);
    }

    @Test
    void connectedAgainItWaitsForTheNewCredentials() {
        settings(1, null);
        secret(1);
        var before = ((Found<GravityZoneClient>) credentials.gravityZone("t-1")).value();
        settings(2, START);
        noSecret();

        settings(3, null);
        assertThat(credentials.gravityZone("t-1")).isInstanceOf(Unavailable.class);

        secret(3);
        assertThat(((Found<GravityZoneClient>) credentials.gravityZone("t-1")).value())
                .isNotSameAs(before);
    }

    private void settings(long revision, @Nullable Instant disconnectedAt) {
        credentials.tenant(
                "t-1",
                Tenant.newBuilder()
                        .setMetadata(EventMetadatas.of("e", START, revision, null))
                        .setTenantId("t-1")
                        .setName("MSP")
                        .setGravityZone(GravityZoneAccess.newBuilder()
                                .setAccessUrl("http://127.0.0.1:1/api")
                                .setApiKeyLastFour("1111")
                                .setRootCompanyId("root")
                                .setRootCompanyName("MSP")
                                .setRevision(revision)
                                .setDisconnectedAt(disconnectedAt)
                                .build())
                        .setDefaultPackage(new DefaultPackage())
                        .build(),
                POSITION);
    }

    private void secret(long revision) {
        credentials.secret(
                "t-1|" + SecretName.GRAVITYZONE_API_KEY,
                SealedSecret.newBuilder()
                        .setMetadata(EventMetadatas.of("e", START, revision, null))
                        .setTenantId("t-1")
                        .setName(SecretName.GRAVITYZONE_API_KEY)
                        .setCiphertext(
                                ByteBuffer.wrap(sealer.seal("t-1", SecretName.GRAVITYZONE_API_KEY, "key-" + revision)))
                        .setRevision(revision)
                        .build(),
                POSITION);
    }

    private void noSecret() {
        credentials.secret("t-1|" + SecretName.GRAVITYZONE_API_KEY, null, POSITION);
    }
}
