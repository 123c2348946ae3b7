package dev.companion.resolver.topology;

import dev.companion.resolver.domain.ResolverEmission.TenantErased;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.OutboundRecords.Removal;
import dev.companion.schemas.TenantKey;
import dev.companion.settings.ErasedKeys;
import dev.companion.settings.TenantErasure;
import java.time.Instant;
import java.util.List;

/** Translates reports of erased tenants. */
final class ErasureRecords {

    private static final String SERVICE = "event-resolver";

    private ErasureRecords() {}

    static String key(String tenantId) {
        return TenantKey.of(tenantId, SERVICE);
    }

    static TenantErasure toRecord(TenantErased erased, Instant now) {
        var requestId = erased.requestId();
        return TenantErasure.newBuilder()
                .setMetadata(EventMetadatas.of("erasure:%s:%s".formatted(SERVICE, requestId), now, 1, requestId))
                .setTenantId(erased.tenantId())
                .setService(SERVICE)
                .setRequestId(requestId)
                .setErased(List.of(
                        new ErasedKeys("discrepancies", erased.discrepancies()),
                        new ErasedKeys("request-results", erased.answers())))
                .build();
    }

    static Removal removal(Instant now) {
        return new Removal("erasure:%s:ended:%d".formatted(SERVICE, now.toEpochMilli()), now, null);
    }
}
