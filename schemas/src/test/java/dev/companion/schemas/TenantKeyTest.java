package dev.companion.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantKeyTest {

    @Test
    void theBytesOfAKeyNeverChange() {
        var key = TenantKey.of("A1B2C3D4", "6f1c0a52-9a44-4c7e-8f0f-0a1b2c3d4e5f");

        var bytes = new StringSerializer().serialize("any", key);

        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo(
                        "41314232433344347c" // A1B2C3D4|
                                + "36663163306135322d396134342d346337652d386630662d306131623263336434653566");
    }

    @Test
    void aKeyOfSeveralIdsIsSplitAtTheFirstSeparator() {
        var key = TenantKey.of("tenant", "poller", "DATTO_RMM");

        assertThat(TenantKey.tenantOf(key)).isEqualTo("tenant");
        assertThat(TenantKey.entityOf(key)).isEqualTo("poller|DATTO_RMM");
    }

    @Test
    void aTenantAloneIsAKey() {
        assertThat(TenantKey.tenantOf(TenantKey.of("tenant"))).isEqualTo("tenant");
        assertThat(TenantKey.entityOf("tenant")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a|b", "a b", "ä", "a/b", "a\n"})
    void anIdThatWouldBreakAKeyIsRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> TenantKey.of("tenant", id));
        assertThatIllegalArgumentException().isThrownBy(() -> TenantKey.of(id, "site"));
    }

    @Test
    void theWholeTenantIsInOnePartitionAndThePartitionNeverChanges() {
        // Golden figures: another hash would tear every tenant apart at the next start.
        assertThat(List.of("A1B2C3D4", "tenant", "x").stream()
                        .map(tenant -> TenantPartitioner.partitionOf(tenant, 12))
                        .toList())
                .isEqualTo(GOLDEN);
        for (var entity : List.of("a", "b", "6f1c0a52-9a44-4c7e-8f0f-0a1b2c3d4e5f")) {
            assertThat(TenantPartitioner.partitionOf(TenantKey.of("A1B2C3D4", entity), 12))
                    .isEqualTo(GOLDEN.getFirst());
        }
    }

    @Test
    void thePartitionOfATenantAloneIsWhereKafkasOwnPartitionerPutsIt() {
        var bytes = "A1B2C3D4".getBytes(StandardCharsets.UTF_8);

        assertThat(TenantPartitioner.partitionOf("A1B2C3D4", 12))
                .isEqualTo(org.apache.kafka.common.utils.Utils.toPositive(
                                org.apache.kafka.common.utils.Utils.murmur2(bytes))
                        % 12);
    }

    private static final List<Integer> GOLDEN = List.of(4, 7, 10);
}
