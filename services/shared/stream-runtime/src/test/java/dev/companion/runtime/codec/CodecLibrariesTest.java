package dev.companion.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Processes with and without a place from which they may load libraries. */
class CodecLibrariesTest {

    /** Images of others that have no codec of Kafka. */
    private static final Set<String> WITHOUT_JVM = Set.of("prometheus", "alertmanager", "grafana");

    @TempDir
    private Path directory;

    /** Prints the names of the codecs that cannot be used. */
    static final class Unusable {
        public static void main(String[] arguments) {
            System.out.println(
                    "unusable: " + Codecs.unusable().keySet().stream().sorted().collect(Collectors.joining(" ")));
        }
    }

    private String run(Class<?> main, List<String> options, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        var output = directory.resolve("output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    /** Like a read-only root whose only writable directory does not allow to load libraries. */
    private List<String> nowhere() throws IOException {
        var file = directory.resolve("file");
        if (Files.notExists(file)) {
            Files.createFile(file);
        }
        return List.of("-Djava.io.tmpdir=" + file.resolve("below-a-file"));
    }

    @Test
    void everyCodecCanBeUsedHere() {
        assertThat(Codecs.unusable()).isEmpty();
    }

    @Test
    void aProcessThatCanUnpackNothingNamesTheCodecsThatItCannotRead() throws Exception {
        assertThat(run(Unusable.class, nowhere())).contains("unusable: snappy zstd");
    }

    @Test
    void withTheLibrariesOfItsImageItReadsEveryCodec() throws Exception {
        var kept = directory.resolve("kept");
        assertThat(run(CodecLibraries.class, nowhere(), kept.toString())).doesNotContain("Exception");
        assertThat(kept.resolve("libzstd-jni.so")).isNotEmptyFile();
        assertThat(kept.resolve("libsnappyjava.so")).isNotEmptyFile();

        var options = new ArrayList<>(nowhere());
        options.addAll(imageOptions(kept));

        assertThat(run(Unusable.class, options).lines()).contains("unusable: ");
    }

    /** The options that the image gives to Java, with another directory. */
    private static List<String> imageOptions(Path libraries) throws IOException {
        var options = Files.readAllLines(Path.of("../../../deploy/docker/Dockerfile")).stream()
                .map(String::strip)
                .filter(line ->
                        line.startsWith("'-DZstdNativePath=") || line.startsWith("'-Dorg.xerial.snappy.lib.path="))
                .map(line -> line.substring(1, line.lastIndexOf('\'')).replace("/app/native", libraries.toString()))
                .toList();
        assertThat(options).as("options of the image for both libraries").hasSize(2);
        return options;
    }

    /** Docker mounts a tmpfs with noexec unless it is told otherwise. */
    @Test
    void everyContainerWithAReadOnlyRootHasItsLibrariesOrMayLoadThemFromItsOwnDirectory() throws Exception {
        var compose = new Yaml(new SafeConstructor(new LoaderOptions()))
                .<Map<String, Map<String, Map<String, Object>>>>load(
                        Files.readString(Path.of("../../../docker-compose.yml")));
        var checked = new ArrayList<String>();
        compose.get("services").forEach((name, service) -> {
            if (!Boolean.TRUE.equals(service.get("read_only"))) {
                return;
            }
            checked.add(name);
            if (WITHOUT_JVM.contains(name)) {
                return;
            }
            // Each image can be given by a variable: ${COMPANION_…_IMAGE:-companion/…}
            if (String.valueOf(service.get("image")).contains("companion/")) {
                // The image's own start has the options, and so have the commands of a person, which are made from it;
                // the programs
                // that start in another way read no records.
                var otherStart = service.get("entrypoint");
                assertThat(otherStart == null ? "AccessMain" : otherStart.toString())
                        .as(name)
                        .containsAnyOf("AccessMain", "SealingKeysMain", "@/app/operations");
            } else {
                assertThat(String.valueOf(service.get("tmpfs"))).as(name).contains(",exec");
            }
        });
        assertThat(checked).contains("poller", "mapper", "provisioner", "event-resolver", "console", "registry");
    }

    @Test
    void theMountOfADirectoryDecides() {
        var mounts = List.of(
                "overlay / overlay rw,relatime 0 0",
                "tmpfs /tmp tmpfs rw,nosuid,nodev,noexec,size=65536k 0 0",
                "tmpfs /tmp/native tmpfs rw,nosuid,nodev 0 0",
                "tmpfs /two\\040words tmpfs rw,noexec 0 0");

        assertThat(CodecLibraries.isWithoutExecution(Path.of("/tmp"), mounts)).isTrue();
        assertThat(CodecLibraries.isWithoutExecution(Path.of("/tmp/x"), mounts)).isTrue();
        assertThat(CodecLibraries.isWithoutExecution(Path.of("/tmp/native"), mounts))
                .isFalse();
        assertThat(CodecLibraries.isWithoutExecution(Path.of("/tmpfiles"), mounts))
                .isFalse();
        assertThat(CodecLibraries.isWithoutExecution(Path.of("/data"), mounts)).isFalse();
        assertThat(CodecLibraries.isWithoutExecution(Path.of("/two words/x"), mounts))
                .isTrue();
        assertThat(CodecLibraries.isWithoutExecution(Path.of("/tmp"), List.of()))
                .isFalse();
    }
}
