package dev.companion.provisioner.topology;

import dev.companion.provisioner.domain.tenant.TenantErasure;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.OutboundRecords.Removal;
import dev.companion.schemas.TenantKey;
import dev.companion.settings.ErasedKeys;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Translates reports of erased tenants. */
final class ErasureRecords {

    private static final String SERVICE = "provisioner";

    private ErasureRecords() {}

    static String key(String tenantId) {
        return TenantKey.of(tenantId, SERVICE);
    }

    static dev.companion.settings.TenantErasure toRecord(String tenantId, TenantErasure erasure, Instant now) {
        var requestId = Objects.requireNonNull(erasure.requestId(), "request of a reported erasure");
        var counts = erasure.counts();
        return dev.companion.settings.TenantErasure.newBuilder()
                .setMetadata(EventMetadatas.of("erasure:%s:%s".formatted(SERVICE, requestId), now, 1, requestId))
                .setTenantId(tenantId)
                .setService(SERVICE)
                .setRequestId(requestId)
                .setErased(List.of(
                        new ErasedKeys("link-statuses", counts.statuses()),
                        new ErasedKeys("installation-links", counts.installationLinks()),
                        new ErasedKeys("api-health", counts.health())))
                .build();
    }

    static Removal removal(String tenantId, Instant now) {
        return new Removal("erasure:%s:%s:ended:%d".formatted(SERVICE, tenantId, now.toEpochMilli()), now, null);
    }
}
