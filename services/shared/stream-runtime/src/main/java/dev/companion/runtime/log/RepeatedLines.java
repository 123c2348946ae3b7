package dev.companion.runtime.log;

import dev.companion.runtime.LogKeys;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs what can be true of every record: at most one line a minute about each subject, and each line says for how many it
 * stands. The first is logged at once; what follows within a minute is one line at the end of the minute, the last of them.
 */
public final class RepeatedLines {

    /** Logs one line. */
    public interface Line {

        /** @param count how many it stands for */
        void log(long count);
    }

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final int DETAIL_MAX = 1_000;

    /** Subjects are topics and the like; a flood of others must not fill the memory. */
    private static final int SUBJECTS_MAX = 1_000;

    private final LongSupplier nanos;
    private final Executor later;
    private final ConcurrentMap<String, Subject> subjects = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> traces = new ConcurrentHashMap<>();

    private static final class Subject {
        private boolean quiet = true;
        private long waiting;
        private @Nullable Line last;
    }

    /** On the system's time. */
    public RepeatedLines() {
        this(System::nanoTime, CompletableFuture.delayedExecutor(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** @param later runs what it is given one minute later */
    public RepeatedLines(LongSupplier nanos, Executor later) {
        this.nanos = nanos;
        this.later = later;
    }

    /** Logs the line now or as part of a later one. It may run on another thread, so it must not read what changes. */
    public void log(String subject, Line line) {
        var known = subject(subject);
        synchronized (known) {
            if (!known.quiet) {
                known.waiting++;
                known.last = line;
                return;
            }
            known.quiet = false;
        }
        line.log(1);
        later.execute(() -> flush(known));
    }

    /**
     * Adds to a line what failed: with the stack trace once a minute for each subject and kind of failure, which is enough
     * to find a fault, and as {@link #untraced} otherwise.
     */
    public LoggingEventBuilder because(LoggingEventBuilder line, String subject, Throwable failure) {
        return tracesNow(subject + " " + failure.getClass().getName())
                ? line.setCause(failure)
                : untraced(line, failure);
    }

    /** Adds to a line what failed, without a stack trace. */
    public static LoggingEventBuilder untraced(LoggingEventBuilder line, Throwable failure) {
        var message = failure.getMessage();
        return line.addKeyValue(LogKeys.REASON, failure.getClass().getName())
                .addKeyValue(
                        LogKeys.DETAIL,
                        message == null ? "" : HarmlessText.line(HarmlessText.shortened(message, DETAIL_MAX)));
    }

    /** Whether a line about the subject may have a stack trace now. */
    boolean tracesNow(String subject) {
        if (traces.size() >= SUBJECTS_MAX) {
            traces.clear();
        }
        var now = nanos.getAsLong();
        return traces.compute(
                        subject,
                        (_, last) -> last == null || now - last >= INTERVAL.toNanos() ? Long.valueOf(now) : last)
                == now;
    }

    private Subject subject(String name) {
        if (subjects.size() >= SUBJECTS_MAX && !subjects.containsKey(name)) {
            return subjects.computeIfAbsent("others", _ -> new Subject());
        }
        return subjects.computeIfAbsent(name, _ -> new Subject());
    }

    private void flush(Subject subject) {
        long count;
        Line line;
        synchronized (subject) {
            count = subject.waiting;
            line = subject.last;
            subject.waiting = 0;
            subject.last = null;
            if (line == null) {
                subject.quiet = true;
                return;
            }
        }
        line.log(count);
        later.execute(() -> flush(subject));
    }
}
