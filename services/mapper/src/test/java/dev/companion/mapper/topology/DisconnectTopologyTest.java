package dev.companion.mapper.topology;

import static dev.companion.mapper.topology.MapperDriver.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.requests.ConnectedVendor;
import dev.companion.requests.Disconnect;
import dev.companion.requests.RequestState;
import dev.companion.requests.RequestType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a disconnect writes. */
class DisconnectTopologyTest {

    private final MapperDriver mapper = new MapperDriver();

    @AfterEach
    void close() {
        mapper.close();
    }

    @Test
    void theSecretIsATombstoneAndTheSettingsSaySo() {
        mapper.connected();

        disconnect("r-1", ConnectedVendor.GRAVITYZONE);

        assertThat(only(mapper.results()).getState()).isEqualTo(RequestState.ACCEPTED);
        assertThat(mapper.secrets()).singleElement().satisfies(record -> {
            assertThat(record.key).isEqualTo(MapperDriver.TENANT + "|GRAVITYZONE_API_KEY");
            assertThat(record.value).isNull();
        });
        assertThat(mapper.tenants().getLast().value).satisfies(tenant -> {
            assertThat(tenant.getGravityZone().orElseThrow().getDisconnectedAt())
                    .isPresent();
            assertThat(tenant.getRmm().orElseThrow().getDisconnectedAt()).isEmpty();
        });
        assertThat(mapper.links()).isEmpty();
        assertThat(only(mapper.audit()).getAction()).isEqualTo("disconnect gravityzone");
    }

    @Test
    void bothSecretsOfDattoRmmAreTombstones() {
        mapper.connected();

        disconnect("r-1", ConnectedVendor.DATTO_RMM);

        assertThat(mapper.secrets()).hasSize(2).allSatisfy(record -> {
            assertThat(record.key).contains("|RMM_API_");
            assertThat(record.value).isNull();
        });
    }

    private void disconnect(String requestId, ConnectedVendor vendor) {
        mapper.request(
                requestId,
                RequestType.DISCONNECT,
                it -> it.setDisconnect(Disconnect.newBuilder()
                        .setVendor(vendor)
                        .setConfirmedName("Northwind IT")
                        .build()));
    }
}
