package dev.companion.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.mapper.MapperApplication;
import dev.companion.poller.PollerApplication;
import dev.companion.provisioner.ProvisionerApplication;
import dev.companion.resolver.EventResolverApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Each topology is the one that is written down in {@code src/test/resources/topologies}. While an upgrade is rolled out,
 * instances of two releases are members of one group, and the tasks that they hand over to each other are the same only
 * if sub-topologies, sources and stores are. {@code -Dcompanion.topologies.write=true} writes the files.
 */
class ReleasedTopologyTest {

    private static final Path WRITTEN = Path.of("src/test/resources/topologies");
    private static final Path ROLLOUT = Path.of("../../../deploy/helm/companion/files/rollout.yaml");
    private static final String SINK = "sink ";
    private static final Map<String, Class<?>> SERVICES = Map.of(
            "poller", PollerApplication.class,
            "mapper", MapperApplication.class,
            "provisioner", ProvisionerApplication.class,
            "event-resolver", EventResolverApplication.class);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"poller", "mapper", "provisioner", "event-resolver"})
    void theTopologyIsTheOneThatIsWrittenDown(String service) throws IOException {
        List<String> now;
        try (var context = StartedService.start(SERVICES.get(service), directory)) {
            now = lines(StartedService.topology(context));
        }
        var file = WRITTEN.resolve(service + ".txt");
        if (Boolean.getBoolean("companion.topologies.write")) {
            Files.createDirectories(WRITTEN);
            Files.write(file, now);
        }

        var before = Files.readAllLines(file);
        assertThat(now)
                .as(
                        "the topology of %s is not the one in %s. %s Then write the file: mvn -pl services/testing/agreement -am test -Dtest=ReleasedTopologyTest -Dsurefire.failIfNoSpecifiedTests=false -Dcompanion.topologies.write=true",
                        service, file, advice(service, before, now))
                .isEqualTo(before);
    }

    /** Those in {@code first-version} are never written again: upgrades are tried from there. */
    @ParameterizedTest
    @ValueSource(strings = {"poller", "mapper", "provisioner", "event-resolver"})
    void allPodsEndFirstIfAndOnlyIfTheTopologyIsNotThatOfTheFirstVersion(String service) throws IOException {
        var first = Files.readAllLines(WRITTEN.resolve("first-version/" + service + ".txt"));
        var now = Files.readAllLines(WRITTEN.resolve(service + ".txt"));
        var changed = !withoutSinks(first).equals(withoutSinks(now));
        Map<String, Map<String, String>> rollout =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(ROLLOUT));

        assertThat(rollout.get(service))
                .as("%s: sub-topologies, sources or stores %s", service, changed ? "differ" : "are the same")
                .containsEntry("kind", changed ? "Recreate" : "RollingUpdate");
    }

    private static String advice(String service, List<String> before, List<String> now) {
        return withoutSinks(before).equals(withoutSinks(now))
                ? "Only topics that it writes differ: instances of both releases can work side by side."
                : "Sub-topologies, sources or stores differ: instances of both releases must not work side by side. Say so in deploy/helm/companion/files/rollout.yaml: `%s: {kind: Recreate, because: …}`, and in the table of upgrades of the chart's README."
                        .formatted(service);
    }

    private static List<String> withoutSinks(List<String> lines) {
        return lines.stream().filter(line -> !line.strip().startsWith(SINK)).toList();
    }

    /** As {@code describe()} says it, in an order that does not depend on the JVM. */
    private static List<String> lines(TopologyDescription topology) {
        var lines = new ArrayList<String>();
        topology.subtopologies().stream()
                .sorted(Comparator.comparingInt(Subtopology::id))
                .forEach(part -> {
                    lines.add("sub-topology " + part.id());
                    part.nodes().stream()
                            .map(ReleasedTopologyTest::line)
                            .sorted()
                            .forEach(line -> lines.add("  " + line));
                });
        assertThat(topology.globalStores()).isEmpty();
        return lines;
    }

    private static String line(Node node) {
        return switch (node) {
            case TopologyDescription.Source source ->
                "source %s <- %s -> %s"
                        .formatted(
                                source.name(),
                                source.topicPattern() == null
                                        ? sorted(source.topicSet().stream())
                                        : source.topicPattern(),
                                names(source));
            case TopologyDescription.Processor processor ->
                "processor %s [%s]%s"
                        .formatted(processor.name(), sorted(processor.stores().stream()), withoutSinks(processor));
            case TopologyDescription.Sink sink -> SINK + "%s -> %s".formatted(sink.name(), sink.topic());
            default -> throw new IllegalStateException("a node of another kind: " + node);
        };
    }

    private static String names(Node node) {
        return sorted(node.successors().stream().map(Node::name));
    }

    /** Its sinks are lines of their own. */
    private static String withoutSinks(Node node) {
        var next = sorted(node.successors().stream()
                .filter(each -> !(each instanceof TopologyDescription.Sink))
                .map(Node::name));
        return next.isEmpty() ? "" : " -> " + next;
    }

    private static String sorted(Stream<String> names) {
        return names.sorted().collect(Collectors.joining(", "));
    }
}
