package dev.companion.poller.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.polling.PollInput;
import dev.companion.runtime.InboundRecord;
import dev.companion.schemas.Topics;
import dev.companion.settings.GravityZoneAccess;
import dev.companion.settings.RmmAccess;
import dev.companion.settings.Tenant;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A vendor that a person disconnected is not read. */
class DisconnectedTenantTest {

    private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

    @Test
    void theOtherVendorIsReadOn() {
        var tenant = SettingsFixture.tenant("t-1", 3).build();
        var gravityZone = GravityZoneAccess.newBuilder(tenant.getGravityZone().orElseThrow())
                .setDisconnectedAt(AT)
                .build();
        var rmm = RmmAccess.newBuilder(tenant.getRmm().orElseThrow())
                .setDisconnectedAt(AT)
                .build();

        var withoutGravityZone = read(SettingsFixture.tenant("t-1", 3).setGravityZone(gravityZone));
        var withoutRmm = read(SettingsFixture.tenant("t-1", 3).setRmm(rmm));

        assertThat(withoutGravityZone.settings().gravityZone()).isNull();
        assertThat(withoutGravityZone.settings().rmm()).isNotNull();
        assertThat(withoutRmm.settings().rmm()).isNull();
        assertThat(withoutRmm.settings().gravityZone()).isNotNull();
    }

    private static PollInput.TenantChanged read(Tenant.Builder tenant) {
        var record = new InboundRecord(Topics.TENANTS.name(), "t-1", tenant.build(), AT, null);
        return (PollInput.TenantChanged) TenantRecords.toTenant(record);
    }
}
