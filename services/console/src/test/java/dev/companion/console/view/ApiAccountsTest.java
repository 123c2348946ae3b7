package dev.companion.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.Recorded;
import dev.companion.health.ApiHealth;
import dev.companion.health.ApiState;
import dev.companion.health.VendorApi;
import dev.companion.runtime.EventMetadatas;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiAccountsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ApiAccounts accounts = new ApiAccounts(meters);

    private void put(String tenant, VendorApi api, ApiState state, @Nullable String detail, @Nullable Integer used) {
        accounts.put(
                "%s|poller|%s".formatted(tenant, api),
                ApiHealth.newBuilder()
                        .setMetadata(EventMetadatas.of("e", Recorded.AT, 1, null))
                        .setTenantId(tenant)
                        .setService("poller")
                        .setApi(api)
                        .setState(state)
                        .setDetail(detail)
                        .setSince(Recorded.AT)
                        .setQuotaUsed(used)
                        .setQuotaLimit(used == null ? null : 600)
                        .build());
    }

    private double count(String api, String state) {
        return meters.get("companion.api.accounts")
                .tags("caller", "poller", "api", api, "state", state)
                .gauge()
                .value();
    }

    private double fullest() {
        return meters.get("companion.quota.used.ratio").gauge().value();
    }

    @Test
    void accountsAreCountedByStateAndNoTenantIsNamed() {
        put("t1", VendorApi.DATTO_RMM, ApiState.OK, null, 30);
        put("t2", VendorApi.DATTO_RMM, ApiState.OK, "may not list users", 540);
        put("t3", VendorApi.DATTO_RMM, ApiState.CREDENTIALS_REJECTED, "wrong", null);
        put("t1", VendorApi.GRAVITYZONE, ApiState.PERMISSION_MISSING, "Companies", null);

        assertThat(count("datto_rmm", "ok")).isEqualTo(1);
        assertThat(count("datto_rmm", "ok_limited")).isEqualTo(1);
        assertThat(count("datto_rmm", "credentials_rejected")).isEqualTo(1);
        assertThat(count("gravityzone", "permission_missing")).isEqualTo(1);
        assertThat(count("gravityzone", "ok")).isZero();
        assertThat(fullest()).isEqualTo(0.9);
        assertThat(meters.getMeters())
                .hasSize(29)
                .allSatisfy(
                        meter -> assertThat(meter.getId().getTags().toString()).doesNotContain("t1"));
    }

    @Test
    void anAccountThatChangesOrIsGoneIsCountedAsItIsNow() {
        assertThat(fullest()).isNaN();
        put("t1", VendorApi.DATTO_RMM, ApiState.FAILING, "no answer", 540);
        put("t1", VendorApi.DATTO_RMM, ApiState.OK, null, 60);
        assertThat(count("datto_rmm", "failing")).isZero();
        assertThat(count("datto_rmm", "ok")).isEqualTo(1);
        assertThat(fullest()).isEqualTo(0.1);

        accounts.put("t1|poller|DATTO_RMM", null);

        assertThat(count("datto_rmm", "ok")).isZero();
        assertThat(fullest()).isNaN();
    }
}
