package dev.companion.vendor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code Retry-After} header in both of its forms, seconds and date. */
public final class RetryAfter {

    /** Upper limit for the pause that a vendor asks for; a longer one would look like a hang. */
    public static final Duration LONGEST = Duration.ofMinutes(15);

    /** Lower limit: a call right after a refusal because of quota would be refused again. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Pattern SECONDS = Pattern.compile("(-?\\d{1,9})(?:\\.\\d+)?");
    private static final Pattern MANY_SECONDS = Pattern.compile("\\d{10,}(?:\\.\\d+)?");

    private RetryAfter() {}

    /**
     * The pause, between 1 s and 15 min; empty if the header is unreadable.
     *
     * @param date the answer's own {@code Date}, because a date to wait for is measured by the clock that named it
     */
    public static Optional<Duration> of(String header, Optional<String> date) {
        var text = header.strip();
        if (MANY_SECONDS.matcher(text).matches()) {
            return Optional.of(LONGEST);
        }
        var seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(seconds.group(1)))));
        }
        return date.flatMap(RetryAfter::instant)
                .flatMap(now -> instant(text).map(then -> bounded(Duration.between(now, then))));
    }

    private static Optional<Instant> instant(String httpDate) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate.strip(), Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration pause) {
        if (pause.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
