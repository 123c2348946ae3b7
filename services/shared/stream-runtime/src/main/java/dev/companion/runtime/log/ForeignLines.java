package dev.companion.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Leaves out what libraries say again and again, such as a client or an exporter whose other side is away: a warning or an
 * error of the same logger, text and kind of failure is one line a minute, and the next line says how many were left out.
 * Numbers in a text make no difference. Our own loggers know better what a repetition is, see {@link RepeatedLines}.
 *
 * <p>What is left out is counted by the meter of log lines nevertheless.
 */
final class ForeignLines {

    private static final String OURS = "dev.companion.";
    private static final long INTERVAL_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final int KINDS_MAX = 1_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private record Kind(String logger, Level level, String text, String failure) {}

    private static final class Written {
        private long at;
        private long leftOut;
    }

    private final Map<Kind, Written> byKind = new HashMap<>();

    /** Returns how many lines like it were left out before it; below zero if it is left out as well. */
    synchronized long leftOutBefore(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.WARN)
                || event.getLoggerName().startsWith(OURS)) {
            return 0;
        }
        var now = event.getTimeStamp();
        var kind = kind(event);
        var written = byKind.get(kind);
        if (written == null) {
            if (byKind.size() >= KINDS_MAX) {
                byKind.clear();
            }
            written = new Written();
            byKind.put(kind, written);
        } else if (now >= written.at && now - written.at < INTERVAL_MILLIS) { // a clock may be set back
            written.leftOut++;
            return -1;
        }
        var leftOut = written.leftOut;
        written.at = now;
        written.leftOut = 0;
        return leftOut;
    }

    private static Kind kind(ILoggingEvent event) {
        var failure = event.getThrowableProxy();
        return new Kind(
                event.getLoggerName(),
                event.getLevel(),
                NUMBER.matcher(String.valueOf(event.getMessage())).replaceAll("0"),
                failure == null ? "" : failure.getClassName());
    }
}
