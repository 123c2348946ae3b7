package dev.companion.runtime.loglevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelsTest {

    private static final String POLLER = "dev.companion.poller";

    private record Due(Instant at, Runnable task) {}

    private final LoggerContext loggers = new LoggerContext();
    private final List<Due> due = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-30T10:00:00Z");
    private final LogLevels levels =
            new LogLevels(loggers, () -> now, (task, after) -> due.add(new Due(now.plus(after), task)));

    private LogLevels.Changed change(String logger, String level, String time) {
        return levels.apply(LevelChange.of(logger, level, time));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        var ripe = due.stream().filter(each -> !each.at().isAfter(now)).toList();
        due.removeAll(ripe);
        ripe.forEach(each -> each.task().run());
    }

    private Level level(String logger) {
        return loggers.getLogger(logger).getLevel();
    }

    @Test
    void aLevelFallsBackToWhatWasConfigured() {
        loggers.getLogger(POLLER).setLevel(Level.INFO);

        var changed = change(POLLER, "trace", "10m");

        assertThat(changed).isEqualTo(new LogLevels.Changed(POLLER, "TRACE", now.plus(Duration.ofMinutes(10))));
        assertThat(level(POLLER)).isEqualTo(Level.TRACE);
        pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(level(POLLER)).isEqualTo(Level.TRACE);
        pass(Duration.ofMillis(1));
        assertThat(level(POLLER)).isEqualTo(Level.INFO);
        assertThat(levels.changed()).isEmpty();
    }

    @Test
    void aLoggerWithoutALevelOfItsOwnInheritsAgain() {
        change(POLLER, "debug", "1s");
        pass(Duration.ofSeconds(1));

        assertThat(level(POLLER)).isNull();
    }

    @Test
    void aSecondChangeReplacesTheFirstAndItsTime() {
        loggers.getLogger(POLLER).setLevel(Level.WARN);
        change(POLLER, "debug", "1m");
        pass(Duration.ofSeconds(30));
        change(POLLER, "trace", "1m");

        pass(Duration.ofSeconds(30));
        assertThat(level(POLLER)).isEqualTo(Level.TRACE);
        pass(Duration.ofSeconds(30));
        assertThat(level(POLLER)).isEqualTo(Level.WARN);
    }

    @Test
    void theEndOfTheServiceEndsAllChanges() {
        change(POLLER, "debug", "4h");
        change("org.apache.kafka.clients.consumer", "debug", "4h");

        levels.end();

        assertThat(level(POLLER)).isNull();
        assertThat(level("org.apache.kafka.clients.consumer")).isNull();
    }

    @Test
    void notEveryLoggerIsChangedAtOnce() {
        for (var i = 0; i < LogLevels.CHANGED_MAX; i++) {
            change(POLLER + ".part" + i, "debug", "1m");
        }

        assertThatThrownBy(() -> change(POLLER, "debug", "1m"))
                .isInstanceOf(LevelChange.Refused.class)
                .hasMessageContaining("changed already");
        assertThat(change(POLLER + ".part0", "trace", "1m").level()).isEqualTo("TRACE");
    }

    /** Requests with cookies and passwords, and records, are quoted by others' loggers; no line may be left out. */
    @ParameterizedTest
    @CsvSource({
        "ROOT, debug, 10m, logger ROOT",
        "org.springframework.web, debug, 10m, logger org.springframework.web",
        "org.apache.coyote, trace, 10m, logger org.apache.coyote",
        "org.apache.kafka, debug, 10m, logger org.apache.kafka",
        "org.apache.kafka.common.security, debug, 10m, logger org.apache.kafka.common.security",
        "dev.companionship, debug, 10m, logger dev.companionship",
        "org.apache.kafka.clients, trace, 10m, 'level: not permitted'",
        "dev.companion, warn, 10m, 'level: not permitted'",
        "dev.companion, off, 10m, 'level: not permitted'",
        "dev.companion, debug, 0m, duration",
        "dev.companion, debug, 5h, duration",
        "dev.companion, debug, 10, duration",
        "dev.companion, debug, '', duration",
        "'', debug, 10m, 'logger: not a name'",
        "'dev.companion\nforged', debug, 10m, 'logger: not a name'"
    })
    void whatMayNotBeIsRefused(String logger, String level, String time, String because) {
        assertThatThrownBy(() -> LevelChange.of(logger, level, time))
                .isInstanceOf(LevelChange.Refused.class)
                .hasMessageStartingWith(because);
    }
}
