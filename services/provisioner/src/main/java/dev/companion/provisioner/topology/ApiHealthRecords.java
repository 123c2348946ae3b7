package dev.companion.provisioner.topology;

import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.provisioner.domain.emission.Emission;
import dev.companion.provisioner.domain.step.Vendor;
import dev.companion.runtime.EventMetadatas;
import dev.companion.runtime.OutboundRecords.Removal;
import dev.companion.schemas.TenantKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Translates the health of a tenant's access to a vendor. */
final class ApiHealthRecords {

    static final String SERVICE = "provisioner";

    private ApiHealthRecords() {}

    static String key(String tenantId, Vendor vendor) {
        return TenantKey.of(tenantId, SERVICE, api(vendor).name());
    }

    static ApiHealth toRecord(Emission.HealthChanged changed, Instant now) {
        var gate = changed.gate();
        var notBefore = gate.notBefore();
        var verification = changed.verification();
        return ApiHealth.newBuilder()
                .setMetadata(EventMetadatas.of(
                        "%s.%s.%s.health.%d"
                                .formatted(changed.tenantId(), SERVICE, changed.vendor(), changed.sequence()),
                        now,
                        changed.sequence(),
                        null))
                .setTenantId(changed.tenantId())
                .setService(SERVICE)
                .setApi(api(changed.vendor()))
                .setState(ApiState.valueOf(gate.state().name()))
                .setDetail(gate.detail())
                .setNotBefore(
                        notBefore == null || notBefore.isBefore(now) ? null : notBefore.truncatedTo(ChronoUnit.MILLIS))
                .setSince(gate.since().truncatedTo(ChronoUnit.MILLIS))
                .setSweepRows(verification.read())
                .setSweepTotal(verification.total())
                .setLastSweepAt(millis(verification.checkedAt()))
                .setVerifiedAt(millis(verification.verifiedAt()))
                .setVerifiedUntil(millis(verification.validUntil()))
                .build();
    }

    static Removal removal(String tenantId, Vendor vendor, Instant now) {
        return new Removal(
                "%s.%s.%s.health.ended.%d".formatted(tenantId, SERVICE, vendor, now.toEpochMilli()), now, null);
    }

    private static @Nullable Instant millis(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
    }

    static @Nullable Vendor vendor(VendorApi api) {
        return switch (api) {
            case DATTO_RMM -> Vendor.DATTO;
            case GRAVITYZONE -> Vendor.GRAVITYZONE;
            case UNKNOWN -> null;
        };
    }

    private static VendorApi api(Vendor vendor) {
        return switch (vendor) {
            case DATTO -> VendorApi.DATTO_RMM;
            case GRAVITYZONE -> VendorApi.GRAVITYZONE;
        };
    }
}
