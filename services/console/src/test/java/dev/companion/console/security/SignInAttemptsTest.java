package dev.companion.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInAttemptsTest {

    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    private final SignInAttempts tries = new SignInAttempts();

    @Test
    void theSixthTryInAMinuteWaitsForTheFirstToBeAMinuteOld() {
        for (int i = 0; i < 5; i++) {
            assertThat(tries.begin(START.plusSeconds(i), "a")).isEmpty();
        }

        assertThat(tries.begin(START.plusSeconds(10), "a")).contains(Duration.ofSeconds(50));
        assertThat(tries.begin(START.plusSeconds(60), "a")).isEmpty();
        assertThat(tries.begin(START.plusSeconds(60), "a")).contains(Duration.ofSeconds(1));
    }

    @Test
    void addressAndKeyAreLimitedEachOnItsOwn() {
        for (int i = 0; i < 5; i++) {
            tries.begin(START, "address " + i, "key");
        }

        assertThat(tries.begin(START, "address 9", "key")).isPresent();
        assertThat(tries.begin(START, "address 9", "another key")).isEmpty();
    }

    @Test
    void aTryThatIsTurnedAwayDoesNotCount() {
        for (int i = 0; i < 50; i++) {
            tries.begin(START, "a");
        }

        assertThat(tries.begin(START.plusSeconds(60), "a")).isEmpty();
    }

    @Test
    void successIsGivenBack() {
        for (int i = 0; i < 20; i++) {
            assertThat(tries.begin(START, "a", "k")).isEmpty();
            tries.giveBack(START, "a", "k");
        }
    }
}
