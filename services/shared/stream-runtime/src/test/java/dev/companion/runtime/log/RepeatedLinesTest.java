package dev.companion.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RepeatedLinesTest {

    private final Queue<Runnable> later = new ArrayDeque<>();
    private final List<String> logged = new ArrayList<>();
    private long nanos;
    private final RepeatedLines lines = new RepeatedLines(() -> nanos, later::add);

    private void say(String subject, int times) {
        for (var i = 0; i < times; i++) {
            lines.log(subject, count -> logged.add(subject + " " + count));
        }
    }

    /** A minute passes. */
    private void minute() {
        var due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void theFirstLineIsLoggedAtOnceAndTheRestOfItsMinuteIsOneLine() {
        say("a", 5_000);
        assertThat(logged).containsExactly("a 1");

        minute();
        assertThat(logged).containsExactly("a 1", "a 4999");
    }

    @Test
    void aSubjectThatGoesOnIsALineAMinuteAndNoneIsLostInTheCount() {
        say("a", 10);
        minute();
        say("a", 20);
        minute();
        minute();
        say("a", 1);

        assertThat(logged).containsExactly("a 1", "a 9", "a 20", "a 1");
    }

    @Test
    void subjectsDoNotHideEachOther() {
        say("a", 2);
        say("b", 1);

        assertThat(logged).containsExactly("a 1", "b 1");
    }

    @Test
    void aFloodOfSubjectsIsOneSubject() {
        for (var i = 0; i < 3_000; i++) {
            say("subject " + i, 1);
        }

        assertThat(logged).hasSizeLessThan(1_100);
        minute();
        assertThat(logged.getLast()).endsWith(" 1999");
    }

    @Test
    void aStackTraceIsDueOnceAMinute() {
        assertThat(lines.tracesNow("a")).isTrue();
        nanos += TimeUnit.SECONDS.toNanos(59);
        assertThat(lines.tracesNow("a")).isFalse();
        assertThat(lines.tracesNow("b")).isTrue();
        nanos += TimeUnit.SECONDS.toNanos(1);
        assertThat(lines.tracesNow("a")).isTrue();
    }

    @Test
    void aFailureIsAStackTraceOnceAMinuteAndAReasonOtherwise() {
        var logger = (Logger) LoggerFactory.getLogger(RepeatedLinesTest.class);
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        logger.addAppender(appender);
        try {
            for (var i = 0; i < 2; i++) {
                lines.because(logger.atError(), "call", new IllegalStateException("a\nb"))
                        .log("ended");
                nanos++;
            }
            lines.because(logger.atError(), "call", new IllegalArgumentException("another kind"))
                    .log("ended");
        } finally {
            logger.detachAppender(appender);
        }

        assertThat(appender.list)
                .extracting(line -> line.getThrowableProxy() != null)
                .containsExactly(true, false, true);
        assertThat(appender.list.get(1).getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .containsExactly("reason=java.lang.IllegalStateException", "detail=a\\nb");
    }
}
