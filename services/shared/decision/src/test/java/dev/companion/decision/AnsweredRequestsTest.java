package dev.companion.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnsweredRequestsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Ledger ledger = Ledger.inMemory();
    private final AnsweredRequests answered = new AnsweredRequests(ledger, Duration.ofDays(1));

    @Test
    void anAnswerIsForgottenWithTheDecisionThatFailed() {
        answered.add("acme|r1", NOON);
        ledger.discard();

        assertThat(answered.contains("acme|r1")).isFalse();
    }

    @Test
    void answersAreKeptForTheRetention() {
        answered.add("acme|old", NOON);
        answered.add("acme|new", NOON.plusSeconds(1));
        var pass = new Retention(HOUR, 100, NOON);

        assertThat(answered.removeOld(pass, NOON.plus(Duration.ofDays(1)))).isEmpty();
        assertThat(answered.removeOld(pass, NOON.plus(Duration.ofDays(1)).plusMillis(1)))
                .containsExactly("acme|old");
        assertThat(answered.contains("acme|old")).isFalse();
        assertThat(answered.contains("acme|new")).isTrue();
    }

    @Test
    void aPassRemovesABoundedNumber() {
        for (var i = 0; i < 5; i++) {
            answered.add("acme|" + i, NOON);
        }

        assertThat(answered.removeOld(new Retention(HOUR, 3, NOON), NOON.plus(Duration.ofDays(2))))
                .hasSize(3);
    }

    @Test
    void passesAreOneIntervalApart() {
        var retention = new Retention(HOUR, 10, NOON);

        assertThat(retention.startPass(NOON)).isFalse();
        assertThat(retention.startPass(NOON.plus(HOUR))).isTrue();
        assertThat(retention.startPass(NOON.plus(HOUR).plusSeconds(1))).isFalse();
        assertThat(retention.nextPass()).isEqualTo(NOON.plus(HOUR).plus(HOUR));
    }
}
