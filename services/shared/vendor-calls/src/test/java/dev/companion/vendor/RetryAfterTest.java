package dev.companion.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Optional<String> NOW = Optional.of("Sun, 01 Nov 2026 10:00:00 GMT");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30                            | PT30S",
                " 30                           | PT30S",
                "1.5                           | PT1S",
                "0                             | PT1S",
                "-5                            | PT1S",
                "900                           | PT15M",
                "901                           | PT15M",
                "99999999999999999999          | PT15M",
                "Sun, 01 Nov 2026 10:00:45 GMT | PT45S",
                "Sun, 1 Nov 2026 10:00:45 GMT  | PT45S",
                "Sun, 01 Nov 2026 09:00:00 GMT | PT1S",
                "Tue, 01 Jan 2999 00:00:00 GMT | PT15M"
            })
    void bothFormsWithinBounds(String header, Duration expected) {
        assertThat(RetryAfter.of(header, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "PT5S", "12 minutes", "Mon, 01 Nov 2026 10:00:45 GMT"})
    void anythingElseSaysNothing(String header) {
        assertThat(RetryAfter.of(header, NOW)).isEmpty();
    }

    @Test
    void dateWithoutAClockToMeasureItBySaysNothing() {
        assertThat(RetryAfter.of("Sun, 01 Nov 2026 10:00:45 GMT", Optional.empty()))
                .isEmpty();
        assertThat(RetryAfter.of("Sun, 01 Nov 2026 10:00:45 GMT", Optional.of("today")))
                .isEmpty();
        assertThat(RetryAfter.of("45", Optional.empty())).contains(Duration.ofSeconds(45));
    }
}
