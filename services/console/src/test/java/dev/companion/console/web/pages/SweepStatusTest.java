package dev.companion.console.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.domain.event.Policies;
import dev.companion.console.domain.tenant.ApiHealth;
import dev.companion.console.domain.tenant.Healths;
import dev.companion.console.domain.tenant.TenantSettings;
import dev.companion.vocabulary.PackageProfile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepStatusTest {

    private static final Instant ASKED = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void aFirstReadingTellsHowFarItHasCome() {
        var sweeping = sweeping(null, health("DATTO_RMM", 1_250, 10_000, null), health("GRAVITYZONE", 80, null, null));

        assertThat(sweeping.first())
                .extracting(SweepStatus.VendorSweep::says)
                .containsExactly("1,250 of 10,000 sites read…", "80 companies read so far…");
    }

    @Test
    void aReadingThatIsOverTellsWhatIsKnown() {
        var sweeping =
                sweeping(null, health("DATTO_RMM", null, null, ASKED), health("GRAVITYZONE", 10_000, 10_000, ASKED));

        assertThat(sweeping.first()).isEmpty();
        assertThat(sweeping.vendors())
                .extracting(SweepStatus.VendorSweep::says)
                .containsExactly("7 sites", "7 companies");
    }

    @Test
    void aLongReadingThatIsNotTheFirstIsToldButNotEverywhere() {
        var sweeping = sweeping(null, health("DATTO_RMM", 500, 10_000, ASKED));

        assertThat(sweeping.vendors())
                .extracting(SweepStatus.VendorSweep::reading)
                .containsExactly(true);
        assertThat(sweeping.first()).isEmpty();
        assertThat(sweeping.vendors())
                .extracting(SweepStatus.VendorSweep::says)
                .containsExactly("500 of 10,000 sites read…");
    }

    @Test
    void whatWasNeverReadIsNotCounted() {
        var blank = new TenantSettings(
                "MSP",
                null,
                null,
                PackageProfile.INITIAL,
                false,
                true,
                Policies.DEFAULT,
                TenantSettings.Observation.DEFAULT,
                null,
                List.of());

        var sweeping = SweepStatus.of(blank, List.of(health("DATTO_RMM", null, null, null)), _ -> 0, new Labels());

        assertThat(sweeping.vendors()).extracting(SweepStatus.VendorSweep::says).containsExactly("sites not read yet");
        assertThat(sweeping.possible()).isFalse();
    }

    @Test
    void aSweepThatWasAskedForEndsWithItsLastList() {
        var before = health("DATTO_RMM", 9, 9, ASKED.minusSeconds(1));
        var early = health("DATTO_RMM", 9, 9, ASKED.plusSeconds(5));
        var late = health("GRAVITYZONE", 9, 9, ASKED.plusSeconds(7));

        assertThat(sweeping(ASKED, early, late).endedAt()).isEqualTo(ASKED.plusSeconds(7));
        assertThat(sweeping(ASKED, before, late).endedAt()).isNull();
        assertThat(sweeping(ASKED, health("DATTO_RMM", 9, 9, null), late).endedAt())
                .isNull();
        assertThat(sweeping(ASKED).endedAt()).isNull();
        assertThat(sweeping(null, early, late).endedAt()).isNull();
    }

    @Test
    void aStateThatBeganAfterTheSweepLeavesTheSweepEndedAndMakesTheNextOneTheFirst() {
        var since = ASKED.plusSeconds(60);
        var failing = Healths.of("poller", "DATTO_RMM", "FAILING", since, null, null, ASKED);
        var reading = Healths.of("poller", "DATTO_RMM", "FAILING", since, 80, null, ASKED);
        var done = Healths.of("poller", "DATTO_RMM", "OK", since, 80, null, since);

        assertThat(sweeping(ASKED, failing).endedAt()).isEqualTo(ASKED);
        assertThat(sweeping(null, failing).first()).isEmpty();
        assertThat(sweeping(null, reading).first())
                .extracting(SweepStatus.VendorSweep::says)
                .containsExactly("80 sites read so far…");
        assertThat(sweeping(null, done).first()).isEmpty();
    }

    @Test
    void whatTheProvisionerSaysIsNoReading() {
        var other = Healths.of("provisioner", "DATTO_RMM", "OK", ASKED, 3, 3, null);

        assertThat(sweeping(null, other).vendors()).isEmpty();
    }

    @Test
    void theAllowanceIsToldWhereTheVendorTellsAndItIsFresh() {
        var sweep = Healths.of("poller", "DATTO_RMM", "OK", ASKED, 3, 9, ASKED, 120, 600);

        var still = Healths.of("poller", "DATTO_RMM", "OK", ASKED, null, null, ASKED, 120, 600);
        assertThat(sweeping(null, sweep).vendors())
                .extracting(SweepStatus.VendorSweep::quota)
                .containsExactly("120 of 600 calls used");
        assertThat(sweeping(null, still).vendors())
                .extracting(SweepStatus.VendorSweep::quota)
                .containsOnlyNulls();
    }

    private static SweepStatus sweeping(@Nullable Instant asked, ApiHealth... health) {
        var settings = new TenantSettings(
                "MSP",
                null,
                new TenantSettings.Rmm("https://rmm.example", "aaaa", "PASSWORD", null),
                PackageProfile.INITIAL,
                false,
                true,
                Policies.DEFAULT,
                TenantSettings.Observation.DEFAULT,
                asked,
                List.of());
        return SweepStatus.of(settings, List.of(health), _ -> 7, new Labels());
    }

    private static ApiHealth health(
            String api, @Nullable Integer rows, @Nullable Integer total, @Nullable Instant endedAt) {
        return Healths.of("poller", api, "OK", ASKED, rows, total, endedAt);
    }
}
