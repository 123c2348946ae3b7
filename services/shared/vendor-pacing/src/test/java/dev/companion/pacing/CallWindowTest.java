package dev.companion.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallWindowTest {

    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
    private static final Quota TEN = new Quota(10, Duration.ofSeconds(60), Duration.ofSeconds(2));

    private static CallWindow known(Quota quota) {
        var window = new CallWindow(quota, START);
        window.assumeNothing();
        return window;
    }

    @Test
    void aFormerOwnersCallsAreAssumedAndLeaveEvenly() {
        var window = new CallWindow(TEN, START);

        assertThat(window.count(START)).isEqualTo(9);
        assertThat(window.count(START.plusSeconds(31))).isEqualTo(4);
        assertThat(window.count(START.plusSeconds(62))).isZero();
        assertThat(window.sentByUs(START)).isZero();
    }

    @Test
    void aCallLeavesAWindowAfterItsAnswer() {
        var window = known(TEN);
        var leaves = window.sent(START);
        window.answered(leaves, START.plusMillis(300));

        assertThat(window.count(START.plusMillis(60_299))).isEqualTo(1);
        assertThat(window.count(START.plusMillis(60_300))).isZero();
    }

    @Test
    void aCallWhoseAnswerIsLongInComingIsHeldForTheLatenessAndNoLonger() {
        var window = known(TEN);
        var leaves = window.sent(START);
        window.answered(leaves, START.plusSeconds(30));

        assertThat(window.count(START.plusSeconds(61))).isEqualTo(1);
        assertThat(window.count(START.plusSeconds(62))).isZero();
    }

    @Test
    void tellsWhenThereIsRoomAgainUnderALowerLimitToo() {
        var window = known(TEN);
        for (var second = 0; second < 10; second++) {
            window.answered(window.sent(START.plusSeconds(second)), START.plusSeconds(second));
        }
        var now = START.plusSeconds(10);

        assertThat(window.below(11, now)).isEqualTo(now);
        assertThat(window.below(10, now)).isEqualTo(START.plusSeconds(60));
        assertThat(window.below(4, now)).isEqualTo(START.plusSeconds(66));
    }

    @Test
    void aClockThatIsSetBackKeepsNoCallForLonger() {
        var window = known(TEN);
        window.sent(START.plusSeconds(600));

        assertThat(window.count(START)).isEqualTo(1);
        assertThat(window.count(START.plusSeconds(62))).isZero();
    }

    @Test
    void whatIsAssumedOfALargeQuotaCostsLittle() {
        var window = new CallWindow(new Quota(30_000, Duration.ofSeconds(60), Duration.ZERO), START);

        assertThat(window.count(START)).isEqualTo(29_999);
        assertThat(window.count(START.plusSeconds(30))).isEqualTo(14_999);
        assertThat(window.below(30_000, START)).isEqualTo(START);
    }

    /** The promise itself, seen from the vendor: arrivals within the lateness, answers whenever. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40})
    void noWindowAtTheVendorHoldsMoreThanTheQuota(int calls) {
        for (var seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var quota = new Quota(calls, Duration.ofMillis(1_000), Duration.ofMillis(150));
            var window = known(quota);
            var arrivals = new ArrayList<Long>();
            var underWay = new ArrayList<Instant[]>();
            var now = START;
            for (var step = 0; step < 500; step++) {
                now = now.plusMillis(random.nextInt(60));
                for (var call : List.copyOf(underWay)) {
                    if (!call[1].isAfter(now)) {
                        window.answered(call[0], call[1].isAfter(now) ? now : call[1]);
                        underWay.remove(call);
                    }
                }
                if (!window.below(calls, now).isAfter(now)) {
                    var arrives = now.plusMillis(random.nextInt(151));
                    arrivals.add(arrives.toEpochMilli());
                    underWay.add(new Instant[] {window.sent(now), arrives.plusMillis(random.nextInt(400))});
                }
            }
            assertThat(most(arrivals, 1_000)).as("seed %d", seed).isLessThanOrEqualTo(calls);
        }
    }

    private static long most(List<Long> arrivals, long windowMillis) {
        return arrivals.stream()
                .mapToLong(last -> arrivals.stream()
                        .filter(at -> at <= last && at > last - windowMillis)
                        .count())
                .max()
                .orElse(0);
    }
}
