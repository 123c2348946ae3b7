package dev.companion.poller.domain.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.gate.QuotaUse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SweepProgressTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void theFirstSweepIsPublishedAtOnceAndAnotherOnceItTakesLong() {
        assertThat(SweepProgress.started(true, NOW).dueAt(NOW)).isTrue();
        assertThat(SweepProgress.started(false, NOW).dueAt(NOW.plusSeconds(2))).isFalse();
        assertThat(SweepProgress.started(false, NOW).dueAt(NOW.plusMillis(2001)))
                .isTrue();
    }

    @Test
    void twoSecondsLieBetweenTwoRecords() {
        var published = SweepProgress.started(true, NOW).published(NOW);

        assertThat(published.dueAt(NOW.plusMillis(1999))).isFalse();
        assertThat(published.dueAt(NOW.plusSeconds(2))).isTrue();
    }

    @Test
    void aQuotaIsTightFromAboveEightyFivePercentUntilBelowSeventy() {
        assertThat(new QuotaUse(510, 600).tight(false)).isFalse();
        assertThat(new QuotaUse(511, 600).tight(false)).isTrue();
        assertThat(new QuotaUse(420, 600).tight(true)).isTrue();
        assertThat(new QuotaUse(419, 600).tight(true)).isFalse();
        assertThat(new QuotaUse(450, 600).tight(false)).isFalse();
        assertThat(new QuotaUse(450, 600).tight(true)).isTrue();
    }
}
