package dev.companion.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.companion.testing.hostile.HostileName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** What a name of another system's can do to our log. */
class HarmlessLogsTest {

    private static final String FORGED = "Acme\r\n2026-11-29 ERROR forged";

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger logger = context.getLogger("test.harmless");
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

    @AfterEach
    void detach() {
        logger.detachAppender(appender);
        MDC.clear();
    }

    private void writing(Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(appender);
        HarmlessLogs.install();
        HarmlessLogs.install(); // every service of a standalone does
    }

    private void writingLines() {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%date %-5level %logger %mdc %kvp{NONE} %msg%n%ex");
        writing(encoder);
    }

    private String log() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** Lines that begin like an entry: everything else must be indented. */
    private List<String> entries() {
        return log().lines().filter(line -> !line.startsWith("\t")).toList();
    }

    @ParameterizedTest
    @EnumSource
    void anyHostileNameIsOneHarmlessLineWhereverItStands(HostileName name) {
        aNameIsOneHarmlessLineWhereverItStands(name.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme\u009b31mred", "Acme\u2066x", "Acme\u00ADx", "Acme\b\u007f", "Acme\uDB40\uDC41tag"})
    void aNameIsOneHarmlessLineWhereverItStands(String name) {
        writingLines();
        MDC.put("site", name);

        logger.atInfo()
                .addKeyValue("siteName", name)
                .addKeyValue("count", 7)
                .setCause(new IllegalStateException(name, new IllegalArgumentException(name)))
                .log("name " + name);

        assertThat(entries())
                .filteredOn(line -> !line.startsWith("java.lang.") && !line.startsWith("Caused by: "))
                .hasSize(1);
        assertThat(log().replace("\n", "").replace("\t", "").codePoints())
                .allSatisfy(c -> assertThat(Character.getType(c))
                        .isNotIn(
                                (int) Character.CONTROL,
                                (int) Character.FORMAT,
                                (int) Character.LINE_SEPARATOR,
                                (int) Character.PARAGRAPH_SEPARATOR,
                                (int) Character.SURROGATE));
        assertThat(log()).contains("siteName=", "count=7");
    }

    @Test
    void aMessageOfSeveralLinesStaysReadableAndItsLinesAreNoEntries() {
        writingLines();

        logger.info("Refused:\n\tfirst\r\n2026-11-29 ERROR forged");

        assertThat(entries()).hasSize(1);
        assertThat(log()).contains("Refused:\n\t| \tfirst\n\t| 2026-11-29 ERROR forged");
    }

    @Test
    void aForgedFrameIsNoFrame() {
        writingLines();

        logger.atError()
                .setCause(new IllegalStateException("x\n\tat evil.Class.run(Class.java:1)"))
                .log("failed");

        assertThat(log()).contains("x\n\t| \tat evil.Class").doesNotContain("\n\tat evil");
    }

    /** As every service does: nothing but the start of the application is needed. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void anApplicationThatStartsHasHarmlessLogs(CapturedOutput output) {
        try (var _ = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run()) {
            LoggerFactory.getLogger("dev.companion.SomeService")
                    .atError()
                    .addKeyValue("siteName", FORGED + "\u202E\u001b[31m")
                    .log("name");
        }

        assertThat(output.getAll())
                .contains("Acme\\r\\n2026-11-29 ERROR forged\\u202e\\u001b[31m")
                .doesNotContain("\u202E", "\u001b");
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @Test
    void lettersOfEveryScriptStay() {
        writingLines();

        logger.atInfo().addKeyValue("siteName", "Łódź 東京 مكتب Δelta 🚀").log("name");

        assertThat(log()).contains("Łódź 東京 مكتب Δelta 🚀");
    }

    @Test
    void structuredLogsAreHarmlessToo() {
        writing(new JsonEncoder());

        logger.atInfo()
                .addKeyValue("siteName", "Acme\u202Eevil\n")
                .addKeyValue("count", 7)
                .log("name\u2066");

        assertThat(log().lines()).hasSize(1);
        assertThat(log()).doesNotContain("\u202E", "\u2066").contains("count");
    }
}
