package dev.companion.runtime.loglevel;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.companion.runtime.LogKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The levels of this process that are changed for a time. Each falls back to what was configured. */
public final class LogLevels {

    /** Runs a task once, later. */
    @FunctionalInterface
    interface Later {

        void run(Runnable task, Duration after);
    }

    /** A level that is changed now, and when it falls back. */
    public record Changed(String logger, String level, Instant until) {}

    private record Standing(@Nullable Level configured, Level level, Instant until) {}

    static final int CHANGED_MAX = 20;

    private static final Logger LOGGER = LoggerFactory.getLogger(LogLevels.class);

    private final LoggerContext loggers;
    private final InstantSource clock;
    private final Later later;
    private final Map<String, Standing> changed = new TreeMap<>();

    LogLevels(LoggerContext loggers, InstantSource clock, Later later) {
        this.loggers = loggers;
        this.clock = clock;
        this.later = later;
    }

    /**
     * Applies a change; one that stands for the same logger ends with it, so that the new time counts.
     *
     * @throws LevelChange.Refused if too many others stand
     */
    public synchronized Changed apply(LevelChange change) {
        var before = changed.get(change.logger());
        if (before == null && changed.size() >= CHANGED_MAX) {
            throw new LevelChange.Refused(
                    "%d loggers are changed already (expected: wait until one falls back)".formatted(CHANGED_MAX));
        }
        var logger = loggers.getLogger(change.logger());
        var standing = new Standing(
                before == null ? logger.getLevel() : before.configured(),
                change.level(),
                clock.instant().plus(change.time()));
        changed.put(change.logger(), standing);
        logger.setLevel(change.level());
        LOGGER.atInfo()
                .addKeyValue(LogKeys.LOGGER, change.logger())
                .addKeyValue(LogKeys.TO, change.level())
                .addKeyValue(LogKeys.UNTIL, standing.until())
                .log("log level changed");
        later.run(() -> fallBack(change.logger(), standing), change.time());
        return new Changed(change.logger(), change.level().toString(), standing.until());
    }

    /** The changes that stand, by the name of the logger. */
    public synchronized List<Changed> changed() {
        return changed.entrySet().stream()
                .map(entry -> new Changed(
                        entry.getKey(),
                        entry.getValue().level().toString(),
                        entry.getValue().until()))
                .toList();
    }

    /** Ends all changes at once. */
    synchronized void end() {
        Map.copyOf(changed).forEach(this::fallBack);
    }

    private synchronized void fallBack(String name, Standing standing) {
        if (changed.remove(name, standing)) {
            var logger = loggers.getLogger(name);
            logger.setLevel(standing.configured());
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.LOGGER, name)
                    .addKeyValue(LogKeys.TO, logger.getEffectiveLevel())
                    .log("log level is as configured again");
        }
    }
}
