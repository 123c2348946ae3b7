package dev.companion.poller.domain.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.read.ActivityHints.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivityHintsTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant SWEPT = NOW.minus(Duration.ofMinutes(10));

    private final Line old = new Line("1", SWEPT.minusSeconds(1), true);
    private final Line fresh = new Line("2", SWEPT.plusSeconds(1), true);
    private final Line ofNoList = new Line("3", SWEPT.plusSeconds(1), false);

    @Test
    void theFirstLookTakesAHintFromWhatHappenedAfterTheLastSweep() {
        assertThat(ActivityHints.NONE.hintIn(List.of(old, ofNoList), SWEPT)).isFalse();
        assertThat(ActivityHints.NONE.hintIn(List.of(old, fresh), SWEPT)).isTrue();
        assertThat(ActivityHints.NONE.hintIn(List.of(fresh), null)).isFalse();
    }

    @Test
    void laterLooksTakeOneFromEveryLineThatNoneHasShown() {
        var hints = ActivityHints.NONE.after(List.of(fresh), NOW);

        assertThat(hints.hintIn(List.of(fresh, ofNoList), SWEPT)).isFalse();
        assertThat(hints.hintIn(List.of(fresh, old), SWEPT)).as("it came late").isTrue();
        assertThat(hints.hintIn(List.of(new Line("4", null, true)), SWEPT)).isTrue();
    }

    @Test
    void looksOverlap() {
        assertThat(ActivityHints.NONE.from(NOW)).isEqualTo(NOW.minus(Duration.ofMinutes(15)));
        assertThat(ActivityHints.NONE.after(List.of(), NOW).from(NOW.plusSeconds(300)))
                .isEqualTo(NOW.minus(Duration.ofMinutes(15)));
    }
}
