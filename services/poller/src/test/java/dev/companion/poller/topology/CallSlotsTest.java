package dev.companion.poller.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallSlotsTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final CallSlots slots = new CallSlots(1);

    @Test
    void whoHadASlotLinesUpBehindThoseWhoWait() {
        assertThat(slots.tryTake("a", NOW)).isTrue();
        assertThat(slots.tryTake("b", NOW)).isFalse();
        assertThat(slots.tryTake("c", NOW)).isFalse();
        slots.giveBack();

        assertThat(slots.tryTake("a", NOW)).isFalse();
        assertThat(slots.tryTake("c", NOW)).isFalse();
        assertThat(slots.next()).containsExactly("b");
        assertThat(slots.tryTake("b", NOW)).isTrue();
        slots.giveBack();
        assertThat(slots.tryTake("c", NOW)).isTrue();
        slots.giveBack();
        assertThat(slots.tryTake("a", NOW)).isTrue();
    }

    @Test
    void whoLeavesOrDoesNotAskAgainHoldsNobodyUp() {
        slots.tryTake("a", NOW);
        slots.tryTake("b", NOW);
        slots.tryTake("c", NOW);
        slots.tryTake("d", NOW);
        slots.leave("b");
        slots.giveBack();

        assertThat(slots.tryTake("d", NOW.plusSeconds(30))).isFalse();
        assertThat(slots.tryTake("d", NOW.plusSeconds(31))).as("c has gone").isTrue();
    }

    @Test
    void noMoreAreUnderWayThanThereAreSlots() {
        var two = new CallSlots(2);
        assertThat(two.tryTake("a", NOW)).isTrue();
        assertThat(two.tryTake("b", NOW)).isTrue();
        assertThat(two.tryTake("c", NOW)).isFalse();
        assertThat(two.next()).isEmpty();
    }
}
