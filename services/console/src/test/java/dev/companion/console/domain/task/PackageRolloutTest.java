package dev.companion.console.domain.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companion.console.domain.task.PackageRollout.Pace;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageProfile;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackageRolloutTest {

    private static final Pace PACE = new Pace(480, 120);
    private static final PackageProfile PLAIN = PackageProfile.INITIAL;
    private static final PackageProfile WITH_EDR =
            new PackageProfile(PLAIN.modules(), Set.of(AddOn.EDR_SENSOR), true, "en_US");

    @Test
    void eachPackageTakesThreeCallsThereAndOneHere() {
        assertThat(PackageRollout.of(2_000, PLAIN, PACE)).isEqualTo(new PackageRollout(2_000, 8_000, 1_000));
        assertThat(PackageRollout.of(0, PLAIN, PACE)).isEqualTo(new PackageRollout(0, 0, 0));
        assertThat(PackageRollout.of(1, PLAIN, PACE)).isEqualTo(new PackageRollout(1, 4, 1));
    }

    @Test
    void anAddOnAsksForTheLicenceToo() {
        assertThat(PackageRollout.of(100, WITH_EDR, PACE).calls()).isEqualTo(500);
    }

    @Test
    void theSlowerVendorDecidesHowLongItTakes() {
        assertThat(PackageRollout.of(100, PLAIN, new Pace(300, 6_000)).seconds())
                .isEqualTo(60);
        assertThat(PackageRollout.of(100, PLAIN, new Pace(6_000, 50)).seconds()).isEqualTo(120);
    }

    @Test
    void aPaceIsPositive() {
        assertThatThrownBy(() -> new Pace(0, 120)).hasMessageContaining("expected: > 0");
    }
}
