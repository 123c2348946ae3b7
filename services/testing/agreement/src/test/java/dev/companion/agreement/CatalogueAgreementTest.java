package dev.companion.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.companion.mapper.MapperApplication;
import dev.companion.poller.PollerApplication;
import dev.companion.provisioner.ProvisionerApplication;
import dev.companion.resolver.EventResolverApplication;
import dev.companion.runtime.RuntimeProperties;
import dev.companion.runtime.TopicPublisher;
import dev.companion.runtime.TopicReaders;
import dev.companion.schemas.Topic;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.schemas.TopicCatalogue.Service;
import dev.companion.schemas.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * The catalogue says of each service exactly the topics that it reads and writes. Access rights are made from the
 * catalogue: a row too many is a right that the service does not need, and a row too few stops the service.
 */
class CatalogueAgreementTest {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();

    /** Every service reports itself. */
    private static final String REPORTS = "dev.companion.runtime.report";

    @TempDir
    private Path directory;

    /** What a service really uses. */
    private record Use(Set<String> reads, Set<String> writes, List<String> groups) {

        Use() {
            this(new TreeSet<>(), new TreeSet<>(), new ArrayList<>());
        }
    }

    @Test
    void poller() {
        agrees("poller", used(PollerApplication.class, "dev.companion.poller"));
    }

    @Test
    void mapper() {
        agrees("mapper", used(MapperApplication.class, "dev.companion.mapper"));
    }

    @Test
    void provisioner() {
        agrees("provisioner", used(ProvisionerApplication.class, "dev.companion.provisioner"));
    }

    @Test
    void eventResolver() {
        agrees("event-resolver", used(EventResolverApplication.class, "dev.companion.resolver"));
    }

    @Test
    void console() {
        var use = new Use();
        addClients(use, "dev.companion.console");

        agrees("console", use);
    }

    private static void agrees(String service, Use use) {
        assertThat(use.reads())
                .as("%s reads", service)
                .isEqualTo(rows(row -> row.readers().contains(service)));
        assertThat(use.writes())
                .as("%s writes", service)
                .isEqualTo(rows(row -> row.writers().contains(service)));
        assertThat(use.groups())
                .as("groups of %s", service)
                .isEqualTo(find(service).groups());
    }

    private static Service find(String name) {
        return CATALOGUE.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> rows(Predicate<Row> which) {
        return CATALOGUE.rows().stream().filter(which).map(Row::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Starts a service without its broker and looks at its topology, its listeners and its other clients. */
    private Use used(Class<?> application, String basePackage) {
        var use = new Use();
        try (var context = StartedService.start(application, directory)) {
            assertThat(context.getBean(RuntimeProperties.class).group())
                    .isEqualTo(find(context.getBean(RuntimeProperties.class).service())
                            .applicationId());
            addTopology(use, StartedService.topology(context));
            context.getBeansOfType(ConcurrentMessageListenerContainer.class)
                    .values()
                    .forEach(container -> {
                        use.reads()
                                .addAll(List.of(
                                        container.getContainerProperties().getTopics()));
                        use.groups().add(container.getContainerProperties().getGroupId());
                    });
        }
        addClients(use, basePackage);
        return use;
    }

    private static void addTopology(Use use, TopologyDescription topology) {
        for (var part : topology.subtopologies()) {
            for (var node : part.nodes()) {
                if (node instanceof TopologyDescription.Source source) {
                    use.reads().addAll(source.topicSet());
                } else if (node instanceof TopologyDescription.Sink sink) {
                    use.writes().add(sink.topic());
                }
            }
        }
        use.writes().add(Topics.DEAD_LETTERS); // Kafka Streams writes what a topology cannot decide
    }

    /** Readers and publishers outside a topology, which name their topics where they are wired. */
    private static void addClients(Use use, String basePackage) {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage, REPORTS);
        use.reads().addAll(namedWhereCalled(classes, TopicReaders.Builder.class, "on"));
        use.writes().addAll(namedWhereCalled(classes, TopicPublisher.class, "publish"));
    }

    private static Set<String> namedWhereCalled(JavaClasses classes, Class<?> owner, String method) {
        var topics = new TreeSet<String>();
        for (var type : classes) {
            for (var unit : type.getCodeUnits()) {
                if (unit.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(owner)
                                && call.getTarget().getName().equals(method))) {
                    var named = named(unit);
                    assertThat(named)
                            .as("topics named in %s", unit.getFullName())
                            .isNotEmpty();
                    topics.addAll(named);
                }
            }
        }
        return topics;
    }

    private static Set<String> named(JavaCodeUnit unit) {
        return unit.getFieldAccesses().stream()
                .filter(access -> access.getTargetOwner().isEquivalentTo(Topics.class))
                .map(access -> topic(access.getTarget().getName()))
                .collect(Collectors.toSet());
    }

    private static String topic(String constant) {
        try {
            return ((Topic<?>) Topics.class.getField(constant).get(null)).name();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
