package dev.companion.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StabilityTest {

    private final Stability stability = new Stability();
    private long now;

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private boolean reliable() {
        return stability.trouble(now).isEmpty();
    }

    @Test
    void whatNeverFailedIsReliable() {
        stability.recovered(now);

        assertThat(reliable()).isTrue();
    }

    @Test
    void whatFailsIsNotReliableForAsLongAsItFails() {
        stability.failed("no registry", now);
        pass(Duration.ofHours(1));

        assertThat(stability.trouble(now).orElseThrow().words()).isEqualTo("Fails: no registry");
    }

    @Test
    void oneFailureIsForgivenAfterFiveQuietSeconds() {
        stability.failed("no registry", now);
        stability.recovered(now);
        pass(Duration.ofSeconds(4));
        assertThat(stability.trouble(now).orElseThrow().words()).isEqualTo("Failed: no registry");
        pass(Duration.ofSeconds(1));

        assertThat(reliable()).isTrue();
    }

    @Test
    void aFailureOnceASecondIsNeverReliable() {
        for (var second = 0; second < 1_000; second++) {
            stability.failed("cannot be read", now);
            pass(Duration.ofMillis(900));
            stability.recovered(now);
            assertThat(reliable()).as("second %d", second).isFalse();
            pass(Duration.ofMillis(100));
            assertThat(reliable()).as("second %d", second).isFalse();
        }
    }

    @Test
    void aFailureEveryHalfMinuteIsACircleFromTheThirdOn() {
        for (var time = 1; time <= 30; time++) {
            stability.failed("timer", now);
            stability.recovered(now);
            pass(Duration.ofSeconds(30));
            if (time >= 3) {
                assertThat(reliable()).as("failure %d", time).isFalse();
            }
        }
        pass(Duration.ofSeconds(30));

        assertThat(reliable()).isTrue();
    }

    @Test
    void failuresOfTheDayBeforeDoNotCount() {
        for (var time = 0; time < 10; time++) {
            stability.failed("timer", now);
            stability.recovered(now);
        }
        pass(Duration.ofDays(1));
        assertThat(reliable()).isTrue();
        stability.failed("registry", now);
        stability.recovered(now);
        pass(Duration.ofSeconds(5));

        assertThat(reliable()).isTrue();
    }
}
