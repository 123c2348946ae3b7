package dev.companion.poller.domain.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class SweepScheduleTest {

    private static final Duration BASE = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void theIntervalGrowsAfterTenQuietSweepsUpToFifteenBases() {
        var schedule = SweepSchedule.first(BASE, NOW);
        var intervals = new ArrayList<Long>();
        for (var n = 0; n < 20; n++) {
            schedule = schedule.after(false, true, BASE, 0, NOW);
            intervals.add(schedule.interval().toSeconds());
        }

        assertThat(intervals.subList(0, 10)).containsOnly(60L);
        assertThat(intervals.subList(10, 20))
                .containsExactly(90L, 135L, 202L, 303L, 455L, 683L, 900L, 900L, 900L, 900L);
        assertThat(schedule.after(true, true, BASE, 0, NOW).interval()).isEqualTo(BASE);
        assertThat(schedule.dueNow(BASE, NOW).dueAt(NOW)).isTrue();
    }

    @Test
    void aSweepThatIsNotCompleteIsNeitherQuietNorActive() {
        var schedule = new SweepSchedule(Duration.ofSeconds(90), 11, NOW);

        var next = schedule.after(false, false, BASE, 0, NOW);

        assertThat(next.interval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(next.quietSweeps()).isEqualTo(11);
    }

    @Test
    void jitterIsATenthAndNeverBeyondTheSlowest() {
        var schedule = SweepSchedule.first(BASE, NOW);
        assertThat(schedule.after(true, true, BASE, 1, NOW).dueAt()).isEqualTo(NOW.plusSeconds(66));
        assertThat(schedule.after(true, true, BASE, -1, NOW).dueAt()).isEqualTo(NOW.plusSeconds(54));

        var slow = new SweepSchedule(Duration.ofMinutes(15), 50, NOW);
        assertThat(slow.after(false, true, BASE, 1, NOW).dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
        assertThat(SweepSchedule.slowest(BASE, 1, NOW).dueAt()).isBefore(NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void anotherBaseAfterARestartIsObeyed() {
        var slow = new SweepSchedule(Duration.ofMinutes(15), 50, NOW);

        assertThat(slow.after(false, false, Duration.ofSeconds(2), 0, NOW).interval())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aFailedPageIsRetriedSoon() {
        assertThat(SweepSchedule.first(BASE, NOW).retried(BASE, 0, NOW).dueAt()).isEqualTo(NOW.plusSeconds(15));
    }
}
