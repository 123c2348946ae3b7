package dev.companion.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.companion.runtime.LogKeys;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON form of log lines, as containers write it. */
class StructuredLogTest {

    private enum Vendor {
        DATTO_RMM
    }

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private org.slf4j.Logger logger() {
        context.setMDCAdapter(MDC.getMDCAdapter());
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("image", Map.of("spring.application.name", "poller")));
        context.putObject(Environment.class.getName(), environment);
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.start();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        var logger = context.getLogger("dev.companion.poller.PollLog");
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
        HarmlessLogs.install(context);
        return logger;
    }

    private JsonNode line() {
        var text = written.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(1);
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void aLineSaysWhichServiceAndWhichTraceItIsFrom() {
        var logger = logger();
        try (var _ = MDC.putCloseable("trace.id", "0197a3");
                var _ = MDC.putCloseable("span.id", "ab12")) {
            logger.atWarn().addKeyValue(LogKeys.TENANT_ID, "t1").log("sweep ended");
        }

        var line = line();
        assertThat(line.at("/service/name").asString()).isEqualTo("poller");
        assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
        assertThat(line.at("/message").asString()).isEqualTo("sweep ended");
        assertThat(line.at("/tenantId").asString()).isEqualTo("t1");
        assertThat(line.at("/trace/id").asString()).isEqualTo("0197a3");
        assertThat(line.at("/span/id").asString()).isEqualTo("ab12");
    }

    @Test
    void aConstantIsWrittenAsInMetricsAndANumberStaysOne() {
        logger().atInfo()
                .addKeyValue(LogKeys.API, Vendor.DATTO_RMM)
                .addKeyValue(LogKeys.COUNT, 7)
                .log("read");

        assertThat(line().at("/api").asString()).isEqualTo("datto_rmm");
        assertThat(line().at("/count").isNumber()).isTrue();
    }

    /** A key that ECS has itself would end the line, or hide what ECS says. */
    @Test
    void everyKeyHasAPlaceOfItsOwn() {
        var builder = logger().atInfo();
        for (var key : keys()) {
            builder = builder.addKeyValue(key, "value of " + key);
        }
        builder.log("all");

        assertThat(keys())
                .hasSizeGreaterThan(20)
                .allSatisfy(key -> assertThat(line().at("/" + key).asString()).isEqualTo("value of " + key));
        assertThat(line().at("/message").asString()).isEqualTo("all");
    }

    private static String[] keys() {
        return Stream.of(LogKeys.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return String.valueOf(field.get(null));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray(String[]::new);
    }
}
