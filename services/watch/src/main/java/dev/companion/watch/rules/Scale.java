package dev.companion.watch.rules;

import java.time.Duration;

/**
 * Divides every window, waiting time and age in the rules, so that a test sees in seconds what takes minutes in
 * production; the expressions are the same.
 */
public record Scale(int divisor) {

    public static final Scale PRODUCTION = new Scale(1);

    /** Minutes become seconds. */
    public static final Scale SIXTIETH = new Scale(60);

    public Scale {
        if (divisor < 1) {
            throw new IllegalArgumentException("divisor: %d (expected: >= 1)".formatted(divisor));
        }
    }

    public Duration of(Duration time) {
        return time.dividedBy(divisor);
    }

    /** As Prometheus writes it. */
    public String text(Duration time) {
        var millis = of(time).toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        var seconds = millis / 1000;
        if (seconds == 0) {
            return "0s";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    public String minutes(int minutes) {
        return text(Duration.ofMinutes(minutes));
    }

    /** Number of seconds, to compare an age with. */
    public String seconds(Duration time) {
        var millis = of(time).toMillis();
        return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0);
    }
}
