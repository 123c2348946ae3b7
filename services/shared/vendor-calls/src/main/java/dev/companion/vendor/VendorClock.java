package dev.companion.vendor;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** How far a vendor's clock is from ours, by the {@code Date} of its last answer; it costs no call. */
public final class VendorClock implements VendorHttp.AnswerWatch {

    /** A vendor says its time in whole seconds. */
    private static final Duration UNTOLD = Duration.ofSeconds(1);
    /** Clocks are set right meanwhile: an older answer would tell of a difference for as long as the service does not call. */
    private static final Duration COUNTS_FOR = Duration.ofHours(1);

    private record Difference(double secondsAhead, Instant seenAt) {}

    private final InstantSource clock;
    private volatile Difference last = new Difference(Double.NaN, Instant.MIN);

    public VendorClock(InstantSource clock) {
        this.clock = clock;
    }

    /** An answer from a cache says the time of another answer, so it is ignored. */
    @Override
    public void answered(HttpHeaders headers, Duration took) {
        if (headers.firstValue("Age").isPresent()) {
            return;
        }
        headers.firstValue("Date").ifPresent(date -> {
            var received = clock.instant();
            try {
                var theirs = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                last = new Difference(seconds(ahead(theirs, received.minus(took), received)), received);
            } catch (DateTimeException _) {
                // Not a time, so it says nothing about the clock.
            }
        });
    }

    /** The answer was written between sending and receiving: only what is outside of that is a difference. */
    private static Duration ahead(Instant theirs, Instant sent, Instant received) {
        if (theirs.isAfter(received)) {
            return Duration.between(received, theirs);
        }
        var latest = theirs.plus(UNTOLD);
        return latest.isBefore(sent) ? Duration.between(sent, latest) : Duration.ZERO;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    /**
     * Seconds that the vendor's clock is ahead of ours; negative if it is behind, not a number before the first answer and when the
     * last one is an hour old.
     */
    public double secondsAhead() {
        var seen = last;
        return clock.instant().isBefore(seen.seenAt().plus(COUNTS_FOR)) ? seen.secondsAhead() : Double.NaN;
    }
}
