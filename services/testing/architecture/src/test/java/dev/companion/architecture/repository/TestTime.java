package dev.companion.architecture.repository;

import dev.companion.architecture.repository.Repository.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * No test reads the system's clock, so that none mixes it with a fixed date and fails from some day on.
 *
 * <p>A program that a test or a person starts (a class with a {@code main}) is no test: it runs on real time.
 */
final class TestTime {

    private static final Pattern PROGRAM = Pattern.compile("static void main\\(");

    private static final String ARGUMENT = "[^,;()]*+(?:\\([^()]*\\)[^,;()]*+)*+";

    private static final Map<Pattern, String> FORBIDDEN = new LinkedHashMap<>();

    static {
        forbid("\\b(Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)(\\.now\\(\\)|::now)", "an instant");
        forbid("\\b(Clock|InstantSource)(\\.|::)system", "a clock");
        forbid("\\bClock(\\.|::)SYSTEM\\b|\\bTime(\\.|::)SYSTEM\\b", "a clock");
        forbid("\\bSystem(\\.|::)currentTimeMillis", "an instant");
        forbid("\\bnew Date\\(\\)", "an instant");
        forbid("\\bSystemTime\\b", "a clock of the test: options.withClock(…)");
        forbid(
                "\\bnew TopologyTestDriver\\(" + ARGUMENT + "(," + ARGUMENT + ")?\\)",
                "the moment the driver begins at, as its third argument");
    }

    private TestTime() {}

    private static void forbid(String pattern, String instead) {
        FORBIDDEN.put(Pattern.compile(pattern), instead);
    }

    /** One line for each place where a test reads the system's clock. */
    static List<String> violations(Source source) {
        var found = new ArrayList<String>();
        if (!source.isTest() || PROGRAM.matcher(source.text()).find()) {
            return found;
        }
        var code = Comments.without(source.text());
        FORBIDDEN.forEach((pattern, what) -> {
            var matcher = pattern.matcher(code);
            while (matcher.find()) {
                var line = code.substring(0, matcher.start()).lines().count();
                found.add("%s:%d reads the system's clock (%s): pass in %s"
                        .formatted(
                                source.path(),
                                Math.max(1, line),
                                matcher.group().strip(),
                                what));
            }
        });
        return found;
    }
}
