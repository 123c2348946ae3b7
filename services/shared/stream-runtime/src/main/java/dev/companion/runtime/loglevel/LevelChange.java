package dev.companion.runtime.loglevel;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The level that a logger is to have for a time.
 *
 * <p>Only loggers that are known to quote neither a body nor a record may be finer than usual, and no logger can be made to
 * leave out a line: at DEBUG, Spring's and Tomcat's quote requests with the cookies and passwords in them, and at TRACE,
 * Kafka's quote records.
 */
public record LevelChange(String logger, Level level, Duration time) {

    public static final Duration TIME_MAX = Duration.ofHours(4);

    /** By the beginning of a logger's name: the levels that it may have. */
    private static final Map<String, List<Level>> PERMITTED = Map.of(
            "dev.companion", List.of(Level.TRACE, Level.DEBUG, Level.INFO),
            "org.apache.kafka.clients", List.of(Level.DEBUG, Level.INFO),
            "org.apache.kafka.streams", List.of(Level.DEBUG, Level.INFO));

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.$]{1,200}");
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,4})([smh])");

    /** A change that is not made; its message is a sentence for people. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * @param level in upper or lower case
     * @param time such as 30s, 10m or 1h
     * @throws Refused if it may not be made
     */
    public static LevelChange of(String logger, String level, String time) {
        if (!NAME.matcher(logger).matches()) {
            throw new Refused("logger: not a name (expected: such as dev.companion.poller)");
        }
        var permitted = PERMITTED.entrySet().stream()
                .filter(entry -> logger.equals(entry.getKey()) || logger.startsWith(entry.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "logger %s: its level cannot be changed, because it may quote credentials or records (expected: dev.companion, org.apache.kafka.clients, org.apache.kafka.streams, or one below)"
                                .formatted(logger)));
        return new LevelChange(
                logger,
                permitted.stream()
                        .filter(each -> each.toString().equals(level.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new Refused("level: not permitted for %s (expected: one of %s)"
                                .formatted(
                                        logger,
                                        permitted.stream().map(Level::toString).toList()))),
                duration(time));
    }

    private static Duration duration(String time) {
        var parts = TIME.matcher(time);
        if (parts.matches()) {
            var number = Long.parseLong(parts.group(1));
            var duration =
                    switch (parts.group(2)) {
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        default -> Duration.ofHours(number);
                    };
            if (duration.compareTo(TIME_MAX) <= 0) {
                return duration;
            }
        }
        throw new Refused("duration: not a time up to 4 hours (expected: such as 30s, 10m or 1h)");
    }
}
