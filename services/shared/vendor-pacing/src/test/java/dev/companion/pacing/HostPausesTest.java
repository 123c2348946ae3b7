package dev.companion.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HostPausesTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final HostPauses pauses = new HostPauses();

    @Test
    void aPauseIsForItsHostAndEnds() {
        pauses.pause("merlot", NOW.plusSeconds(300));

        assertThat(pauses.opensAt("merlot", NOW)).isEqualTo(NOW.plusSeconds(300));
        assertThat(pauses.opensAt("vidal", NOW)).isEqualTo(NOW);
        assertThat(pauses.opensAt("merlot", NOW.plusSeconds(301))).isEqualTo(NOW.plusSeconds(301));
    }

    @Test
    void pausesThatLastAreCounted() {
        pauses.pause("merlot", NOW.plusSeconds(300));
        pauses.pause("vidal", NOW.plusSeconds(10));

        assertThat(pauses.count(NOW)).isEqualTo(2);
        assertThat(pauses.count(NOW.plusSeconds(10))).isEqualTo(1);
        assertThat(pauses.count(NOW.plusSeconds(300))).isZero();
    }

    @Test
    void aShorterPauseNeverShortensALongerOne() {
        pauses.pause("merlot", NOW.plusSeconds(300));
        pauses.pause("merlot", NOW.plusSeconds(10));

        assertThat(pauses.opensAt("merlot", NOW)).isEqualTo(NOW.plusSeconds(300));
    }
}
