package dev.companion.poller.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.poller.domain.Pace.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacingTest {

    private static final Duration BASE = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void noMinuteSeesMoreCallsThanTheShare() {
        var share = Share.perMinute(120);
        var calls = callsAsSoonAsAllowed(share, 600);

        assertThat(mostWithin(calls, Duration.ofMinutes(1))).isLessThanOrEqualTo(120);
        assertThat(Duration.between(calls.getFirst(), calls.getLast())).isLessThan(Duration.ofMinutes(6));
    }

    @Test
    void aShareOfASecondAllowsThoseOfTwoSecondsAfterARest() {
        var share = Share.perSecond(2);

        assertThat(callsAsSoonAsAllowed(share, 4)).containsOnly(NOW);
        assertThat(mostWithin(callsAsSoonAsAllowed(share, 100), Duration.ofSeconds(10)))
                .isLessThanOrEqualTo(24);
    }

    @Test
    void aClockThatGoesBackGivesNothingAway() {
        var share = Share.perSecond(1);
        var pace = Pace.full(share, NOW).spent(share, NOW).spent(share, NOW);

        assertThat(pace.allows(share, NOW.minusSeconds(60))).isFalse();
    }

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
        assertThat(schedule.hurried(BASE, NOW).dueAt(NOW)).isTrue();
    }

    @Test
    void aSweepThatIsNotCompleteIsNeitherQuietNorNews() {
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

    private static List<Instant> callsAsSoonAsAllowed(Share share, int count) {
        var calls = new ArrayList<Instant>();
        var pace = Pace.full(share, NOW);
        var now = NOW;
        while (calls.size() < count) {
            now = now.plus(pace.wait(share, now));
            assertThat(pace.allows(share, now))
                    .as("after the wait that was named")
                    .isTrue();
            pace = pace.spent(share, now);
            calls.add(now);
        }
        return calls;
    }

    private static long mostWithin(List<Instant> calls, Duration window) {
        return calls.stream()
                .mapToLong(start -> calls.stream()
                        .filter(call -> !call.isBefore(start) && call.isBefore(start.plus(window)))
                        .count())
                .max()
                .orElse(0);
    }
}
