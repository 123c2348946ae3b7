package dev.companion.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallPacerTest {

    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
    private static final Duration QUICK = Duration.ofMillis(100);

    private enum Lane {
        READ,
        WRITE,
        CREATE,
        FREE
    }

    private static final Set<Lane> READ = EnumSet.of(Lane.READ);
    private static final Set<Lane> CREATE = EnumSet.of(Lane.WRITE, Lane.CREATE);

    private final CallPacer<Lane> pacer = new CallPacer<>(
            Lane.class,
            Map.of(Lane.READ, Quota.perMinute(100), Lane.WRITE, Quota.perMinute(40), Lane.CREATE, Quota.perMinute(10)),
            START);
    private Instant now = START;

    private boolean tryCall(Set<Lane> lanes) {
        return tryCall(lanes, QUICK);
    }

    private boolean tryCall(Set<Lane> lanes, Duration took) {
        if (pacer.opensAt(lanes, now).isAfter(now)) {
            return false;
        }
        var pass = pacer.sent(lanes, now);
        now = now.plus(took);
        pacer.ended(pass, now);
        return true;
    }

    /** As many calls as are let through at once. */
    private int burst(Set<Lane> lanes) {
        var calls = 0;
        while (tryCall(lanes, Duration.ZERO)) {
            calls++;
        }
        return calls;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /** The vendor counts nothing of a former owner. */
    private void known() {
        pacer.askingForCount(now);
        for (var lane : Lane.values()) {
            pacer.counted(lane, 1_000_000, 0, now);
        }
    }

    @Test
    void beginsSlowlyAsNobodyKnowsWhatWasSpentBefore() {
        assertThat(burst(READ)).isEqualTo(1);
        pass(Duration.ofSeconds(31));
        assertThat(burst(READ)).isEqualTo(50);
    }

    @Test
    void needsRoomInEachLane() {
        known();

        assertThat(burst(CREATE)).isEqualTo(10);
        assertThat(burst(EnumSet.of(Lane.WRITE))).isEqualTo(30);
        assertThat(burst(READ)).as("reads never count as writes").isEqualTo(100);
        assertThat(tryCall(EnumSet.of(Lane.FREE))).as("not limited").isTrue();
    }

    @Test
    void tellsWhenTheNextCallMayGo() {
        known();
        burst(CREATE);
        var opens = pacer.opensAt(CREATE, now);

        assertThat(opens).isAfter(now.plusSeconds(59));
        now = opens;
        assertThat(tryCall(CREATE)).isTrue();
    }

    @Test
    void refusalHoldsEverythingForAsLongAsAskedAndHalvesItsLanes() {
        known();
        var sentAt = now;
        pacer.refused(READ, sentAt, Duration.ofSeconds(45), now);

        pass(Duration.ofSeconds(44));
        assertThat(tryCall(CREATE)).as("another lane").isFalse();
        pass(Duration.ofSeconds(60));
        assertThat(burst(READ)).isBetween(50, 60);
        assertThat(burst(CREATE)).as("not of this lane").isEqualTo(10);
    }

    @Test
    void ofSeveralRefusedTogetherOnlyTheFirstHalves() {
        known();
        for (var call = 0; call < 5; call++) {
            pacer.refused(READ, START, Duration.ofSeconds(1), now.plusSeconds(1));
        }
        pass(Duration.ofSeconds(2));

        assertThat(burst(READ)).isEqualTo(50);
    }

    @Test
    void aShorterPauseNeverShortensALongerOne() {
        pacer.pause(now.plusSeconds(60));
        pacer.pause(now.plusSeconds(10));

        assertThat(pacer.opensAt(READ, now)).isEqualTo(now.plusSeconds(60));
    }

    @Test
    void risesAgainFastAtFirstAndSlowlyNearTheLevelThatWasRefused() {
        known();
        pacer.refused(READ, now, Duration.ZERO, now);
        var bursts = new ArrayList<Integer>();
        for (var minute = 0; minute < 30; minute++) {
            pass(Duration.ofSeconds(65));
            bursts.add(burst(READ));
        }

        assertThat(bursts.subList(0, 8)).as("five more each minute").allMatch(calls -> calls >= 55 && calls <= 95);
        assertThat(bursts.get(7)).isBetween(85, 95);
        assertThat(bursts.get(12) - bursts.get(10)).as("one more each minute").isBetween(1, 3);
        assertThat(bursts.getLast()).as("never beyond our share").isEqualTo(100);
    }

    @Test
    void whatOthersUseIsLeftToThem() {
        pacer.askingForCount(now);
        pacer.counted(Lane.READ, 200, 120, now);

        assertThat(burst(READ)).as("0.85 of 200, less 120").isEqualTo(50);
    }

    @Test
    void ourOwnCallsAreNotTakenForThoseOfOthers() {
        known();
        for (var call = 0; call < 30; call++) {
            tryCall(READ, Duration.ZERO);
        }
        pacer.counted(Lane.READ, 100, 30, now);

        assertThat(burst(READ)).as("0.85 of 100, less our 30").isEqualTo(55);
    }

    @Test
    void aCountThatLeavesNothingStillLeavesOneCall() {
        pacer.counted(Lane.READ, 100, 500, now);

        assertThat(burst(READ)).isEqualTo(1);
    }

    @Test
    void asksForTheCountAtFirstAfterARefusalAndNowAndThen() {
        assertThat(pacer.wantsCount(now)).isTrue();
        known();
        assertThat(pacer.wantsCount(now.plusSeconds(600))).isFalse();
        assertThat(pacer.wantsCount(now.plusSeconds(900))).isTrue();

        pacer.refused(READ, now, Duration.ofSeconds(1), now);
        assertThat(pacer.wantsCount(now)).isTrue();
    }

    @Test
    void asksMoreOftenWhileOthersLeaveLess() {
        pacer.askingForCount(now);
        pacer.counted(Lane.READ, 100, 50, now);

        assertThat(pacer.wantsCount(now.plusSeconds(119))).isFalse();
        assertThat(pacer.wantsCount(now.plusSeconds(120))).isTrue();
    }

    @Test
    void answersThatAreHeldBackMakeItAskAndSlowDownWhereNothingIsTold() {
        known();
        pass(Duration.ofMinutes(2));
        for (var call = 0; call < 5; call++) {
            tryCall(READ);
        }
        assertThat(pacer.wantsCount(now)).isFalse();
        for (var call = 0; call < 3; call++) {
            tryCall(READ, QUICK.plusSeconds(1));
        }
        assertThat(pacer.wantsCount(now)).isTrue();

        pacer.askingForCount(now);
        pacer.countUntold(now);
        pass(Duration.ofSeconds(5));
        assertThat(burst(READ)).as("a fifth less, less the eight in the window").isEqualTo(80 - 8);
    }

    @Test
    void anAnswerThatIsSlowOnceMeansNothing() {
        known();
        pass(Duration.ofMinutes(2));
        for (var call = 0; call < 12; call++) {
            tryCall(READ, call % 3 == 0 ? Duration.ofSeconds(2) : QUICK);
        }

        assertThat(pacer.wantsCount(now)).isFalse();
    }

    /** The story of a quota that is halved under a walk: what the vendor's window holds at each call that follows. */
    @Test
    void afterTheFirstRefusalNoCallFindsTheWindowFull() {
        known();
        var arrivals = new ArrayList<Instant>();
        var limit = 100;
        var refusals = new ArrayList<Instant>();
        for (var call = 0; call < 2_000; call++) {
            now = pacer.opensAt(READ, now);
            limit = call < 250 ? 100 : 50;
            var inWindow = inWindow(arrivals, now) + 1;
            var pass = pacer.sent(READ, now);
            arrivals.add(now);
            now = now.plusMillis(20);
            if (inWindow > limit) {
                refusals.add(now);
                pacer.refused(READ, pass.sentAt(), Duration.ofSeconds(1), now);
            }
            pacer.ended(pass, now);
        }

        assertThat(refusals)
                .as("a share as large as the quota meets the new limit once a while")
                .isNotEmpty();
        var first = refusals.getFirst();
        var later = refusals.stream().filter(at -> at.isAfter(first)).toList();
        assertThat(later)
                .as("told nothing, it finds the new limit by trying, minutes apart")
                .allMatch(at -> !at.isBefore(first.plusSeconds(60)));
        assertThat(refusals.size()).isLessThan(20);
    }

    private static long inWindow(List<Instant> arrivals, Instant now) {
        return arrivals.reversed().stream()
                .takeWhile(at -> at.isAfter(now.minusSeconds(60)))
                .count();
    }

    @Test
    void quotasThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Quota.perMinute(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Quota.perSecond(0)).hasMessageContaining("more than 0");
        assertThat(Quota.perSecond(0.5).window()).isEqualTo(Duration.ofSeconds(2));
    }
}
