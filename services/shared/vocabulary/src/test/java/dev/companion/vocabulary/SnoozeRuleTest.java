package dev.companion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnoozeRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void aReasonAndAnEndThatComesAreEnough() {
        assertThat(SnoozeRule.objection("customer pays next week", NOW.plusMillis(1), NOW))
                .isEmpty();
        assertThat(SnoozeRule.objection("x", NOW.plus(SnoozeRule.LONGEST), NOW)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\u00A0", "\u200B\u2060"})
    void aReasonThatSaysNothingIsNone(String reason) {
        assertThat(SnoozeRule.objection(reason, NOW.plusSeconds(60), NOW))
                .hasValue("A snooze needs a reason. The event was not snoozed. Enter why it can wait.");
    }

    @Test
    void theEndIsRequired() {
        assertThat(SnoozeRule.objection("later", null, NOW))
                .hasValue("A snooze needs an end. The event was not snoozed. Choose a time within the next 366 days.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-01T10:00:00Z",
                "2026-11-01T09:59:59Z",
                "0000-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z"
            })
    void theEndIsNotInThePast(Instant until) {
        assertThat(SnoozeRule.objection("later", until, NOW))
                .hasValue("The end of the snooze is in the past. The event was not snoozed. Choose a later time.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-11-02T10:00:01Z",
                "9999-12-31T23:59:59Z",
                "+292278995-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z"
            })
    void theEndIsInASensibleRange(Instant until) {
        assertThat(SnoozeRule.objection("later", until, NOW))
                .get()
                .asString()
                .startsWith("The end of the snooze is too far away.");
    }
}
