package dev.companion.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The committed files are those that this module writes: {@code -Dcompanion.docs.write=true} writes them. */
class WatchFilesTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> WRITTEN = List.of(
            "deploy/watch/rules",
            "deploy/watch/dashboards",
            "deploy/helm/companion/files/rules",
            "deploy/helm/companion/files/dashboards");

    private final Map<String, String> files = WatchFiles.all();

    @Test
    void theCommittedFilesAreThese() throws IOException {
        for (var file : files.entrySet()) {
            var path = ROOT.resolve(file.getKey());
            if (Boolean.getBoolean("companion.docs.write")) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            } else {
                assertThat(path)
                        .as("write it with -Dtest=WatchFilesTest -Dcompanion.docs.write=true")
                        .hasContent(file.getValue());
            }
        }
    }

    @Test
    void noFileIsLeftOverFromEarlier() throws IOException {
        for (var directory : WRITTEN) {
            try (Stream<Path> there = Files.list(ROOT.resolve(directory))) {
                assertThat(there.map(file -> directory + "/" + file.getFileName()))
                        .allMatch(files::containsKey);
            }
        }
    }

    @Test
    void everyYamlFileIsYaml() {
        files.forEach((name, text) -> {
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                var read = new Yaml(new SafeConstructor(new LoaderOptions())).<Map<String, Object>>load(text);
                assertThat(read).as(name).isNotEmpty();
            }
        });
    }

    @Test
    void twoWritingsAreTheSame() {
        assertThat(WatchFiles.all()).isEqualTo(files);
    }
}
