package dev.companion.charts;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The charts of this checkout, put together in {@code target} as {@code helm dependency update} does, and rendered by Helm
 * itself. Values are merged here and written as the chart's own, because the library lints a chart without further values.
 */
final class Charts {

    static final Path SOURCE = Path.of("../../../deploy/helm").toAbsolutePath().normalize();
    static final String RELEASE = "companion";
    static final String NAMESPACE = "acme";

    /** The annotation that says when Helm runs a hook. */
    static final String HOOK = "charts.test/hook";

    private static final Pattern MADE_BY_HELM = Pattern.compile("charts/[^/]*\\.tgz|Chart\\.lock");
    private static final Map<String, String> RENDERED = new HashMap<>();
    private static final Map<String, List<Manifest>> MANIFESTS = new HashMap<>();

    private static final String NOTES = """
            {{- if (.Values.global).notes }}
            apiVersion: charts.test/v1
            kind: Notes
            metadata: {name: notes}
            text: |
              {{- include (print .Template.BasePath "/NOTES.txt") . | nindent 2 }}
            {{- end }}
            """;

    private static final Path CHART = put(Path.of("target/chart/companion").toAbsolutePath());

    private Charts() {}

    /** The examples under {@code ci}, by file name without ending. */
    static List<String> examples() {
        return files(SOURCE.resolve("companion/ci")).stream()
                .map(file -> file.getFileName().toString().replace(".yaml", ""))
                .toList();
    }

    /** The chart's values with those of an example. */
    static Map<String, Object> values(String example) {
        return merged(defaults(), read(SOURCE.resolve("companion/ci/" + example + ".yaml")));
    }

    static Map<String, Object> defaults() {
        return read(SOURCE.resolve("companion/values.yaml"));
    }

    /** @throws IllegalStateException with Helm's words if it refuses the values */
    static String render(Map<String, Object> values) {
        write(values);
        return new Helm(CHART)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .call();
    }

    /** What Helm prints after an installation; the library does not return it, so an object holds it here. */
    static String notes(Map<String, Object> values) {
        var rendered = manifests(Values.with(values, "global.notes", true));
        return (String) Manifest.get(rendered, "Notes", "notes").at("text");
    }

    static LintResult lint(Map<String, Object> values) {
        write(values);
        return new Helm(CHART).lint().strict().call();
    }

    static List<Manifest> manifests(Map<String, Object> values) {
        return Manifest.all(render(values));
    }

    /** What an example renders; rendered once for all tests. */
    static String rendered(String example) {
        return RENDERED.computeIfAbsent(example, name -> render(values(name)));
    }

    /** The objects of an example; rendered once for all tests. */
    static List<Manifest> manifests(String example) {
        return MANIFESTS.computeIfAbsent(example, name -> Manifest.all(rendered(name)));
    }

    /** As Helm merges: maps by key, everything else as a whole. */
    static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> over) {
        var result = new LinkedHashMap<>(base);
        over.forEach((key, value) -> result.merge(
                key,
                value,
                (old, now) -> old instanceof Map<?, ?> && now instanceof Map<?, ?> ? merged(map(old), map(now)) : now));
        return result;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    static Map<String, Object> read(Path file) {
        return yaml().load(text(file));
    }

    static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of both charts. */
    static List<Path> sources() {
        var all = new ArrayList<Path>();
        for (var directory : List.of("companion", "companion-stream")) {
            all.addAll(files(SOURCE.resolve(directory)));
        }
        return all;
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !MADE_BY_HELM
                            .matcher(directory.relativize(file).toString())
                            .matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Map<String, Object> values) {
        write(CHART.resolve("values.yaml"), yaml().dump(values));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path put(Path chart) {
        remove(chart); // templates that are gone
        copy(SOURCE.resolve("companion"), chart);
        copy(SOURCE.resolve("companion-stream"), chart.resolve("charts/companion-stream"));
        write(chart.resolve("templates/notes.yaml"), NOTES);
        return chart;
    }

    private static void remove(Path directory) {
        try {
            for (var file : Files.exists(directory) ? files(directory) : List.<Path>of()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            for (var file : files(from)) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, prepared(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The library stands for a server of version 1.20, whatever the chart asks for, and returns no hooks: here they are
     * ordinary objects with {@link #HOOK}. It renders the first revision only: another one is {@code global.revision} here.
     */
    private static String prepared(String text) {
        return text.replaceAll("(?m)^kubeVersion:.*$", "")
                .replace("helm.sh/hook", HOOK)
                .replace(".Release.Revision", "((.Values.global).revision | default .Release.Revision)");
    }
}
