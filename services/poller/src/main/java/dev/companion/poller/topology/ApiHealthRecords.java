package dev.companion.poller.topology;

import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.LinkSearch;
import dev.companion.health.VendorApi;
import dev.companion.poller.domain.gate.Vendor;
import dev.companion.poller.domain.polling.PollEmission.HealthChanged;
import dev.companion.runtime.EventMetadatas;
import dev.companion.schemas.TenantKey;
import java.time.Instant;

/** The health of a vendor's API as a record. */
final class ApiHealthRecords {

    private static final String SERVICE = "poller";

    private ApiHealthRecords() {}

    static String keyOf(String tenant, Vendor vendor) {
        return TenantKey.of(tenant, SERVICE, api(vendor).name());
    }

    static ApiHealth toRecord(HealthChanged changed, Instant now) {
        var health = changed.health();
        var gate = health.gate();
        var sequence = health.sequence();
        var progress = health.progress();
        var use = changed.use();
        var api = api(changed.vendor());
        return ApiHealth.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "api-health-%s-%s-%s-%d".formatted(changed.tenant(), SERVICE, api.name(), sequence),
                        now,
                        sequence,
                        null))
                .setTenantId(changed.tenant())
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
                .setSuspicion(health.suspicion())
                .setNotBefore(gate.notBefore())
                .setSince(gate.since())
                .setLastSweepAt(gate.sweptAt())
                .setSweepRows(progress == null ? null : progress.rows())
                .setSweepTotal(progress == null ? null : progress.total())
                .setLinkSearch(health.linkSearch() == null ? null : search(health.linkSearch()))
                .setQuotaUsed(use == null ? null : use.used())
                .setQuotaLimit(use == null ? null : use.limit())
                .build();
    }

    private static LinkSearch search(dev.companion.poller.domain.search.LinkSearch search) {
        return LinkSearch.newBuilder()
                .setRequestedAt(search.requestedAt())
                .setSites(search.sites())
                .setRead(search.read())
                .setFound(search.found())
                .setUnknown(search.unknown())
                .setUnread(search.unread())
                .setEndedAt(search.endedAt())
                .build();
    }

    static VendorApi api(Vendor vendor) {
        return switch (vendor) {
            case DATTO_RMM -> VendorApi.DATTO_RMM;
            case GRAVITYZONE -> VendorApi.GRAVITYZONE;
        };
    }
}
