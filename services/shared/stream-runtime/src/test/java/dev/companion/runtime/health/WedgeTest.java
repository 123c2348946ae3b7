package dev.companion.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WedgeTest {

    private static final Duration STEP = Duration.ofSeconds(2);

    private final Wedge wedge = new Wedge();
    private long now;

    /** Whether it was ever seen as stuck within the time. */
    private boolean stuckWithin(
            Duration time, boolean rebalancing, boolean blameless, java.util.function.LongSupplier left) {
        for (var end = now + time.toNanos(); now < end; now += STEP.toNanos()) {
            if (wedge.isStuck(rebalancing, blameless, left.getAsLong(), now)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void rebalancingForTenMinutesWithoutRestoringIsAWedge() {
        assertThat(stuckWithin(Duration.ofMinutes(10), true, true, () -> 0)).isFalse();
        assertThat(stuckWithin(Duration.ofSeconds(4), true, true, () -> 0)).isTrue();
    }

    @Test
    void aLongRestoreIsNone() {
        assertThat(stuckWithin(Duration.ofHours(2), true, true, () -> 10_000_000 - now / 1_000_000))
                .isFalse();
    }

    @Test
    void withoutABrokerNothingIsAWedgeBecauseARestartDoesNotHelp() {
        assertThat(stuckWithin(Duration.ofHours(2), true, false, () -> 0)).isFalse();
        assertThat(stuckWithin(Duration.ofMinutes(9), true, true, () -> 0)).isFalse();
    }

    @Test
    void runningEndsTheCount() {
        assertThat(stuckWithin(Duration.ofMinutes(9), true, true, () -> 0)).isFalse();
        assertThat(stuckWithin(Duration.ofHours(1), false, true, () -> 0)).isFalse();
        assertThat(stuckWithin(Duration.ofMinutes(9), true, true, () -> 0)).isFalse();
    }
}
