package dev.companion.poller.topology;

import dev.companion.poller.http.MemoryGravityZone;
import dev.companion.runtime.EventMetadatas;
import dev.companion.settings.DefaultPackage;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.RmmAccess;
import dev.companion.settings.RmmGrant;
import dev.companion.settings.SealedSecret;
import dev.companion.settings.SecretName;
import dev.companion.settings.Tenant;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Settings of a tenant as the topics carry them. */
public final class SettingsFixture {

    private SettingsFixture() {}

    public static Tenant.Builder tenant(String tenantId, long revision) {
        return Tenant.newBuilder()
                .setMetadata(EventMetadatas.of("tenant-" + revision, Instant.EPOCH, revision, null))
                .setTenantId(tenantId)
                .setName("Acme")
                .setRmm(RmmAccess.newBuilder()
                        .setApiUrl("https://concord-api.centrastage.net")
                        .setApiKeyLastFour("1234")
                        .setGrant(RmmGrant.PASSWORD)
                        .setRevision(revision)
                        .build())
                .setGravityZone(GravityZoneAccess.newBuilder()
                        .setAccessUrl("https://cloud.gravityzone.bitdefender.com/api")
                        .setApiKeyLastFour("1234")
                        .setRootCompanyId(MemoryGravityZone.ROOT)
                        .setRootCompanyName("Acme")
                        .setRevision(revision)
                        .build())
                .setDefaultPackage(DefaultPackage.newBuilder()
                        .setAdvancedAntiExploit(true)
                        .setAdvancedThreatControl(true)
                        .setDeviceControl(false)
                        .setFirewall(true)
                        .setContentControl(false)
                        .setNetworkAttackDefense(true)
                        .setPowerUser(false)
                        .setEdrSensor(false)
                        .setPatchManagement(false)
                        .setExchangeProtection(false)
                        .setFullDiskEncryption(false)
                        .setRemoveCompetitors(true)
                        .setLanguage("en_US")
                        .build());
    }

    public static SealedSecret secret(String tenantId, SecretName name, String sealed, long revision) {
        return SealedSecret.newBuilder()
                .setMetadata(EventMetadatas.of("secret-" + name, Instant.EPOCH, revision, null))
                .setTenantId(tenantId)
                .setName(name)
                .setCiphertext(ByteBuffer.wrap(sealed.getBytes(StandardCharsets.UTF_8)))
                .setRevision(revision)
                .build();
    }
}
