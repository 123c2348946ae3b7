package dev.companion.poller.topology;

import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.poller.domain.QuotaUse;
import dev.companion.poller.topology.PollerStores.Health;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.TenantKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How it goes with a vendor, as a record. */
final class ApiHealthRecords {

    static final String SERVICE = "poller";

    private ApiHealthRecords() {}

    static String keyOf(String tenant, VendorApi api) {
        return TenantKey.of(tenant, SERVICE, api.name());
    }

    static ApiHealth toRecord(String tenant, VendorApi api, Health health, @Nullable QuotaUse use, Instant now) {
        var gate = health.gate();
        var sequence = health.sequence();
        var progress = health.progress();
        return ApiHealth.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "api-health-%s-%s-%s-%d".formatted(tenant, SERVICE, api.name(), sequence), now, sequence, null))
                .setTenantId(tenant)
                .setService(SERVICE)
                .setApi(api)
                .setState(
                        switch (gate.state()) {
                            case UNKNOWN -> ApiState.UNKNOWN;
                            case OK -> ApiState.OK;
                            case THROTTLED -> ApiState.THROTTLED;
                            case FAILING -> ApiState.FAILING;
                            case CREDENTIALS_REJECTED -> ApiState.CREDENTIALS_REJECTED;
                            case PERMISSION_MISSING -> ApiState.PERMISSION_MISSING;
                        })
                .setDetail(gate.detail() == null ? health.lacking() : gate.detail())
                .setNotBefore(gate.notBefore())
                .setSince(gate.since())
                .setLastSweepAt(gate.sweptAt())
                .setSweepRows(progress == null ? null : progress.rows())
                .setSweepTotal(progress == null ? null : progress.total())
                .setQuotaUsed(use == null ? null : use.used())
                .setQuotaLimit(use == null ? null : use.limit())
                .build();
    }
}
