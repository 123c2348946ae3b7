package dev.companion.poller.topology;

import dev.companion.poller.domain.polling.PollEmission.TenantErased;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.TenantKey;
import dev.companion.settings.ErasedKeys;
import dev.companion.settings.TenantErasure;
import java.time.Instant;
import java.util.List;

/** Reports of erased tenants as records. */
final class ErasureRecords {

    private static final String SERVICE = "poller";

    private ErasureRecords() {}

    static String keyOf(String tenant) {
        return TenantKey.of(tenant, SERVICE);
    }

    static TenantErasure toRecord(TenantErased report, Instant now) {
        var requestId = report.requestId();
        var erased = report.erased();
        return TenantErasure.newBuilder()
                .setMetadata(EventMetadatas.of("erasure:%s:%s".formatted(SERVICE, requestId), now, 1, requestId))
                .setTenantId(report.tenant())
                .setService(SERVICE)
                .setRequestId(requestId)
                .setErased(List.of(
                        new ErasedKeys("rmm.sites", erased.sites()),
                        new ErasedKeys("rmm.site-variables", erased.variables()),
                        new ErasedKeys("rmm.users", erased.users()),
                        new ErasedKeys("gravityzone.companies", erased.companies()),
                        new ErasedKeys("gravityzone.packages", erased.packages()),
                        new ErasedKeys("deletion-holds", erased.holds()),
                        new ErasedKeys("api-health", erased.health())))
                .build();
    }
}
