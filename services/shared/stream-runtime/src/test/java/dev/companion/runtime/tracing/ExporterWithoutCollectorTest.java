package dev.companion.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.companion.runtime.log.HarmlessLogs;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The real exporter, which logs with the JDK's logging, and nothing that listens. */
class ExporterWithoutCollectorTest {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger logger = context.getLogger("io.opentelemetry");
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LogbackMetrics counted = new LogbackMetrics();
    private boolean bridged;

    @BeforeEach
    void writes() {
        bridged = SLF4JBridgeHandler.isInstalled();
        if (!bridged) {
            SLF4JBridgeHandler.install();
        }
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %msg%nopex%n");
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(appender);
        HarmlessLogs.install();
        counted.bindTo(meters);
    }

    @AfterEach
    void detach() {
        counted.close();
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
        if (!bridged) {
            SLF4JBridgeHandler.uninstall();
        }
    }

    /** A line at level ERROR is what a person must act on, and six of them are an alert. */
    @Test
    void threeFailedExportsAreOneLineAndNoError() {
        var span = TestSpanData.builder()
                .setName("poller decide")
                .setKind(SpanKind.INTERNAL)
                .setStartEpochNanos(1)
                .setEndEpochNanos(2)
                .setHasEnded(true)
                .setStatus(StatusData.unset())
                .build();
        Traces.failedExportsAreWarnings();
        try (var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint("http://127.0.0.1:1/v1/traces")
                .setRetryPolicy(null)
                .build()) {
            for (var i = 0; i < 3; i++) {
                assertThat(exporter.export(List.of(span))
                                .join(10, TimeUnit.SECONDS)
                                .isSuccess())
                        .isFalse();
            }
        }

        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("WARN Failed to export spans");
        assertThat(lines("warn")).isEqualTo(3);
        assertThat(lines("error")).isZero();
    }

    private double lines(String level) {
        return meters.get("logback.events")
                .tag("level", level)
                .functionCounter()
                .count();
    }
}
