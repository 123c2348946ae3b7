package dev.companion.wide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.wide.Stalls.Stall;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StallsTest {

    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");

    private final Stalls stalls = new Stalls();

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    @Test
    void theLongestTimeWithoutAnyEventIsFoundWhateverTheOrder() {
        stalls.done(at(20));
        stalls.progressed(at(12));
        stalls.progressed(at(3));
        stalls.requested(at(0), 1);

        assertThat(stalls.longest()).isEqualTo(new Stall(at(3), Duration.ofSeconds(9)));
    }

    @Test
    void timeWithoutWorkIsNoStall() {
        stalls.requested(at(0), 1);
        stalls.done(at(2));
        stalls.progressed(at(50));
        stalls.requested(at(100), 1);
        stalls.done(at(103));

        assertThat(stalls.longest()).isEqualTo(new Stall(at(100), Duration.ofSeconds(3)));
    }

    @Test
    void anotherRequestIsNoProgress() {
        stalls.requested(at(0), 1);
        stalls.requested(at(8), 1);
        stalls.done(at(10));
        stalls.done(at(11));

        assertThat(stalls.longest()).isEqualTo(new Stall(at(0), Duration.ofSeconds(10)));
    }
}
