package dev.companion.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.watch.metrics.Metric;
import dev.companion.watch.metrics.MetricCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The meters in the sources of the services and the catalogue are the same. */
class MetersTest {

    private static final Path SERVICES = Path.of("..").toAbsolutePath().normalize();

    /** A literal that is neither the name of a property nor part of a longer text. */
    private static final Pattern METER = Pattern.compile("(?<!Property\\()\"(companion\\.[a-z.-]+)\"");

    @Test
    void everyMeterOfASourceIsInTheCatalogueAndTheOtherWayRound() throws IOException {
        var meters = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(SERVICES)) {
            for (var file : files.filter(MetersTest::isSource).toList()) {
                var text = Files.readString(file);
                if (text.contains("import io.micrometer.")) {
                    METER.matcher(text)
                            .results()
                            .forEach(name -> meters.put(
                                    inPrometheus(name.group(1)),
                                    SERVICES.relativize(file).toString()));
                }
            }
        }

        assertThat(meters).hasSizeGreaterThan(25);
        assertThat(meters.keySet())
                .as("%s", meters)
                .containsExactlyInAnyOrderElementsOf(MetricCatalogue.ALL_METRICS.stream()
                        .map(Metric::name)
                        .filter(name -> name.startsWith("companion_"))
                        .map(name -> name.replaceAll("_(total|seconds)$", ""))
                        .toList());
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") && file.toString().contains("/src/main/java/");
    }

    /** Without the ending that its type or unit adds. */
    private static String inPrometheus(String name) {
        return name.replace('.', '_').replace('-', '_');
    }
}
