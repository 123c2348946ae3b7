package dev.companion.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.watch.metrics.Metric;
import dev.companion.watch.metrics.MetricCatalogue;
import dev.companion.watch.rules.Alert;
import dev.companion.watch.rules.Alerts;
import dev.companion.watch.rules.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Log lines, metrics and traces use the same words, and each line at level ERROR leads to an alert or a dead letter. */
class LogLinesTest {

    private static final Path SERVICES = Path.of("..").toAbsolutePath().normalize();
    private static final Path RUNBOOK = SERVICES.resolve("../docs/runbooks/ErrorsLogged.md");

    private static final Pattern CONSTANT = Pattern.compile("public static final String ([A-Z_]+) = \"([A-Za-z]+)\";");
    private static final Pattern KEY = Pattern.compile("addKeyValue\\(\\s*([^,]+),");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\.(?:tag|setAttribute)\\(\\s*([^,]+),");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| (.*) \\|$");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Labels of metrics that no line of the log has. */
    private static final Set<String> ONLY_LABELS =
            Set.of("version", "key_id", "result", "outcome", "change", "caller", "phase");

    private static Map<Path, String> sources(String containing) throws IOException {
        try (Stream<Path> files = Files.walk(SERVICES)) {
            var texts = new TreeMap<Path, String>();
            for (var file : files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> !file.toString().contains("/simulator/"))
                    // The first version, which the rollout starts from, is built there.
                    .filter(file -> !SERVICES.relativize(file).toString().contains("/target/"))
                    .toList()) {
                var text = Files.readString(file);
                if (text.contains(containing)) {
                    texts.put(SERVICES.relativize(file), text);
                }
            }
            return texts;
        }
    }

    private static Map<String, String> keys() throws IOException {
        var keys = new LinkedHashMap<String, String>();
        CONSTANT.matcher(Files.readString(
                        SERVICES.resolve("shared/stream-runtime/src/main/java/dev/companion/runtime/LogKeys.java")))
                .results()
                .forEach(found -> keys.put("LogKeys." + found.group(1), found.group(2)));
        assertThat(keys).hasSizeGreaterThan(25);
        return keys;
    }

    @Test
    void everyKeyOfALineIsOneOfTheList() throws IOException {
        var keys = keys();
        sources(".addKeyValue(")
                .forEach((file, text) -> assertThat(KEY.matcher(text)
                                .results()
                                .map(found -> found.group(1).strip()))
                        .as("%s", file)
                        .allSatisfy(key -> assertThat(keys.containsKey(key)
                                        || keys.containsValue(key.replace("\"", "")) && key.startsWith("\""))
                                .as(key)
                                .isTrue()));
    }

    @Test
    void everyAttributeOfASpanHasTheKeyThatTheLogHas() throws IOException {
        var keys = keys();
        var attributes = new TreeSet<String>();
        for (var text : sources("dev.companion.runtime.tracing").values()) {
            ATTRIBUTE
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1).strip())
                    .filter(key -> !key.equals("key")) // hands over what its caller names
                    .filter(key -> !key.equals("\"service\"")) // a label of a meter in the same file
                    .forEach(attributes::add);
        }

        assertThat(attributes)
                .hasSizeGreaterThan(5)
                .allSatisfy(key -> assertThat(keys).containsKey(key));
    }

    @Test
    void everyLabelHasTheKeyThatTheLogHas() throws IOException {
        var keys = keys();
        var spellings = keys.values().stream().collect(Collectors.toMap(LogLinesTest::spelling, key -> key));
        var labels = MetricCatalogue.ALL_METRICS.stream()
                .filter(metric ->
                        metric.name().startsWith("companion_") || metric.name().startsWith("kafka_"))
                .map(Metric::labels)
                .flatMap(List::stream)
                .map(label -> label.replaceFirst(" .*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(labels)
                .allSatisfy(label -> assertThat(keys.containsValue(label) || ONLY_LABELS.contains(label))
                        .as(label)
                        .isTrue())
                .allSatisfy(label -> assertThat(spellings.getOrDefault(spelling(label), label))
                        .isEqualTo(label));
        assertThat(ONLY_LABELS).isSubsetOf(labels).doesNotContainAnyElementsOf(keys.values());
    }

    private static String spelling(String key) {
        return key.replaceAll("[_.-]", "").toLowerCase(Locale.ROOT);
    }

    @Test
    void everyLineAtLevelErrorIsInTheRunbookAndOnlyThese() throws IOException {
        var rows = rows().keySet();
        var found = new TreeSet<String>();
        for (var source : sources("atError").entrySet()) {
            var texts = TEXT.matcher(source.getValue())
                    .results()
                    .map(text -> text.group(1))
                    .filter(rows::contains)
                    .collect(Collectors.toSet());
            var places = source.getValue().split("atError\\b", -1).length - 1;
            assertThat(texts).as("lines of %s in %s", source.getKey(), RUNBOOK).hasSizeGreaterThanOrEqualTo(places);
            found.addAll(texts);
        }

        assertThat(found).isEqualTo(rows);
    }

    @Test
    void everyLineNamesAnAlertThatIsThere() throws IOException {
        var alerts = Alerts.of(Scale.PRODUCTION).stream().map(Alert::name).collect(Collectors.toSet());

        assertThat(rows()).allSatisfy((line, alert) -> {
            var named = Pattern.compile("\\[([A-Za-z]+)]\\(\\1\\.md\\)")
                    .matcher(alert)
                    .results()
                    .toList();
            assertThat(named.isEmpty() ? alert.startsWith("this one") : true)
                    .as(line)
                    .isTrue();
            assertThat(named).allSatisfy(each -> assertThat(alerts).contains(each.group(1)));
        });
    }

    private static Map<String, String> rows() throws IOException {
        var rows = new TreeMap<String, String>();
        ROW.matcher(Files.readString(RUNBOOK))
                .results()
                .filter(row -> !row.group(1).equals("line") && !row.group(1).startsWith("---"))
                .forEach(row -> rows.put(row.group(1).strip(), row.group(2)));
        assertThat(rows).isNotEmpty();
        return rows;
    }
}
