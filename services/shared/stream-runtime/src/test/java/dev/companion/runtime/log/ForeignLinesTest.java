package dev.companion.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.net.ConnectException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A library whose other side is away, such as the exporter of traces without its collector. */
class ForeignLinesTest {

    private static final String EXPORTER = "io.opentelemetry.exporter.internal.http.HttpExporter";
    private static final String FAILED = "Failed to export spans. The request could not be executed.";
    private static final long MINUTE = 60_000;

    private final LoggerContext context = new LoggerContext();
    private final ForeignLines lines = new ForeignLines();
    private long now = 1_000;

    private ILoggingEvent event(String logger, Level level, String text, @Nullable Throwable failure) {
        var event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setLoggerName(logger);
        event.setLevel(level);
        event.setMessage(text);
        event.setTimeStamp(now);
        if (failure != null) {
            event.setThrowableProxy(new ThrowableProxy(failure));
        }
        return event;
    }

    private long said(String logger, Level level, String text) {
        return lines.leftOutBefore(event(logger, level, text, null));
    }

    @Test
    void aFailureEachSecondIsALineAMinuteThatSaysHowManyWereLeftOut() {
        assertThat(LongStream.range(0, 121).map(_ -> {
                    var leftOut = said(EXPORTER, Level.ERROR, FAILED);
                    now += 1_000;
                    return leftOut;
                }))
                .filteredOn(leftOut -> leftOut >= 0)
                .containsExactly(0L, 59L, 59L);
    }

    @Test
    void otherTextsLevelsLoggersAndFailuresAreOtherLines() {
        assertThat(said(EXPORTER, Level.ERROR, FAILED)).isZero();
        assertThat(said(EXPORTER, Level.WARN, FAILED)).isZero();
        assertThat(said(EXPORTER, Level.ERROR, "another")).isZero();
        assertThat(said("org.apache.kafka.clients.NetworkClient", Level.ERROR, FAILED))
                .isZero();
        assertThat(lines.leftOutBefore(event(EXPORTER, Level.ERROR, FAILED, new ConnectException("refused"))))
                .isZero();
        assertThat(lines.leftOutBefore(event(EXPORTER, Level.ERROR, FAILED, new ConnectException("again"))))
                .isNegative();
    }

    @Test
    void aNumberInATextMakesNoDifference() {
        assertThat(said("kafka", Level.WARN, "Connection to node 1 could not be established"))
                .isZero();
        assertThat(said("kafka", Level.WARN, "Connection to node 27 could not be established"))
                .isNegative();
    }

    @Test
    void ourOwnLinesAndWhatIsNoTroubleAreAllWritten() {
        for (var i = 0; i < 3; i++) {
            assertThat(said("dev.companion.poller.PollLog", Level.ERROR, "a")).isZero();
            assertThat(said("org.springframework.boot", Level.INFO, "a")).isZero();
        }
    }

    @Test
    void aClockThatIsSetBackHidesNothing() {
        said(EXPORTER, Level.ERROR, FAILED);
        now -= 10 * MINUTE;

        assertThat(said(EXPORTER, Level.ERROR, FAILED)).isZero();
    }

    @Test
    void aFloodOfTextsDoesNotFillTheMemory() {
        for (var i = 0; i < 5_000; i++) {
            said(EXPORTER, Level.WARN, "text " + Integer.toString(i, 36).replaceAll("[0-9]", "x") + i);
        }

        assertThat(said(EXPORTER, Level.WARN, "a new one")).isZero();
    }

    @Test
    void theLineSaysHowManyWereLeftOut() {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg %kvp");
        encoder.start();

        assertThat(new String(
                        encoder.encode(new HarmlessEvent(event(EXPORTER, Level.ERROR, FAILED, null), 59)),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(FAILED + " leftOut=\"59\"");
    }
}
