package dev.companion.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;

class ExitIfBrokenTest {

    private final AtomicInteger exits = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExitIfBroken listener = new ExitIfBroken(Duration.ZERO, () -> {
        exits.incrementAndGet();
        ended.countDown();
    });

    @Test
    void aProcessThatOnlyARestartHelpsEndsOnce() throws Exception {
        listener.onApplicationEvent(new AvailabilityChangeEvent<>(this, LivenessState.CORRECT));
        assertThat(exits).hasValue(0);

        listener.onApplicationEvent(new AvailabilityChangeEvent<>(this, LivenessState.BROKEN));
        listener.onApplicationEvent(new AvailabilityChangeEvent<>(this, LivenessState.BROKEN));

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(exits).hasValue(1);
    }
}
