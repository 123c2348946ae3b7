package dev.companion.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.testing.hostile.HostileName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids come from other people's systems and are parts of keys: none may reach into another tenant. */
class HostileKeysTest {

    @ParameterizedTest
    @EnumSource
    void aHostileIdIsRefusedOrStaysInItsTenant(HostileName name) {
        var id = name.text();
        if (TenantKey.isId(id)) {
            assertThat(id).matches("[A-Za-z0-9._:-]{1,200}");
            assertThat(TenantKey.tenantOf(TenantKey.of("t-1", id))).isEqualTo("t-1");
            assertThat(TenantKey.entityOf(TenantKey.of("t-1", id))).isEqualTo(id);
        } else {
            assertThatThrownBy(() -> TenantKey.of("t-1", id)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> TenantKey.of(id, "s-1")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalDoesNotCarryTheAttackOn(HostileName name) {
        if (!TenantKey.isId(name.text())) {
            assertThatThrownBy(() -> TenantKey.of("t-1", name.text()))
                    .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(200));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HostileName.class,
            names = {"OTHER_TENANT", "SEPARATOR", "SEPARATOR_AT_END", "PATH", "LONG"})
    void namesThatAttackTopicsAreNoIds(HostileName name) {
        assertThat(TenantKey.isId(name.text())).isFalse();
    }
}
