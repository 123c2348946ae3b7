package dev.companion.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorClockTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.500Z");
    private static final Duration TOOK = Duration.ofSeconds(2);

    private Instant now = NOW;
    private final VendorClock clock = new VendorClock(() -> now);

    private void answer(String... namesAndValues) {
        var headers = new HashMap<String, List<String>>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        clock.answered(HttpHeaders.of(headers, (_, _) -> true), TOOK);
    }

    @ParameterizedTest
    @CsvSource({
        "12:00:00, 0", // now, in whole seconds
        "11:59:58, 0", // written when the request was sent
        "11:59:50, -7.5", // sent at 11:59:58.5, and it was at most 11:59:51
        "12:00:40, 39.5",
        "11:50:00, -597.5"
    })
    void theDifferenceIsWhatTheDurationOfTheCallDoesNotExplain(String theirs, double ahead) {
        answer("Date", "Mon, 30 Nov 2026 %s GMT".formatted(theirs));

        assertThat(clock.secondsAhead()).isEqualTo(ahead);
    }

    @Test
    void itIsNotKnownBeforeAnAnswerSaysATime() {
        answer("Content-Type", "text/html");
        answer("Date", "yesterday");
        answer("Date", "Mon, 30 Nov 2026 11:00:00 GMT", "Age", "3600");

        assertThat(clock.secondsAhead()).isNaN();
    }

    @Test
    void theLastAnswerCounts() {
        answer("Date", "Mon, 30 Nov 2026 12:01:00 GMT");
        answer("Date", "Mon, 30 Nov 2026 12:00:00 GMT");

        assertThat(clock.secondsAhead()).isZero();
    }

    @Test
    void anAnswerThatIsAnHourOldSaysNothingMore() {
        answer("Date", "Mon, 30 Nov 2026 12:00:40 GMT");
        now = NOW.plus(Duration.ofHours(1)).minusMillis(1);
        assertThat(clock.secondsAhead()).isEqualTo(39.5);

        now = NOW.plus(Duration.ofHours(1));
        assertThat(clock.secondsAhead()).isNaN();

        answer("Date", "Mon, 30 Nov 2026 13:00:40 GMT");
        assertThat(clock.secondsAhead()).isEqualTo(39.5);
    }
}
