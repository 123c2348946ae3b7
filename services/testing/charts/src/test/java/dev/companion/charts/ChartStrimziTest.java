package dev.companion.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.runtime.access.AccessRights;
import dev.companion.schemas.Instance;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.schemas.TopicCatalogue.Service;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart repeats in its templates what the catalogue means; here both are compared. */
class ChartStrimziTest {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();
    private static final List<Manifest> RENDERED = Charts.manifests("strimzi-mtls");
    private static final List<Manifest> OF_BLUE =
            Charts.manifests(Values.with(Charts.values("strimzi-mtls"), "instance", "blue"));

    static Stream<Arguments> installations() {
        return Stream.of(
                Arguments.of("", RENDERED, CATALOGUE),
                Arguments.of("blue", OF_BLUE, TopicCatalogue.load(new Instance("blue"))));
    }

    @Test
    void theCopyOfTheCatalogueIsTheCatalogue() {
        assertThat(Charts.text(Charts.SOURCE.resolve("companion/files/topics.yaml")))
                .as("copy schemas/topics.yaml to deploy/helm/companion/files")
                .isEqualTo(Charts.text(Charts.SOURCE.resolve("../../schemas/topics.yaml")));
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("installations")
    void aTopicForEachRow(String instance, List<Manifest> rendered, TopicCatalogue catalogue) {
        assertThat(Manifest.ofKind(rendered, "KafkaTopic"))
                .extracting(Manifest::name)
                .containsExactlyInAnyOrderElementsOf(
                        catalogue.rows().stream().map(Row::name).toList());
        for (var row : catalogue.rows()) {
            var topic = Manifest.get(rendered, "KafkaTopic", row.name());
            assertThat(topic.map("spec"))
                    .as(row.name())
                    .containsEntry("partitions", row.partitions())
                    .containsEntry("replicas", row.replication())
                    .containsEntry("config", row.config());
            assertThat(topic.map("metadata", "annotations")).containsEntry("helm.sh/resource-policy", "keep");
            assertThat(topic.map("metadata", "labels")).containsEntry("strimzi.io/cluster", "main");
        }
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("installations")
    void eachServiceHasTheRightsOfTheCatalogueAndNoOther(
            String instance, List<Manifest> rendered, TopicCatalogue catalogue) {
        var rights = AccessRights.of(catalogue, false);
        for (var service : catalogue.services().stream().map(Service::name).toList()) {
            assertThat(rightsOf(rendered, service))
                    .as(service)
                    .isEqualTo(rights.stream()
                            .filter(binding -> binding.entry().principal().equals("User:" + service))
                            .map(ChartStrimziTest::words)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void theJobChecksTopicsAndCreatesNone() {
        assertThat(rightsOf(RENDERED, "prepare"))
                .containsExactly("topic PREFIXED companion. DESCRIBE", "topic PREFIXED companion. DESCRIBE_CONFIGS");
        assertThat(rightsOf(OF_BLUE, "prepare"))
                .containsExactly(
                        "topic PREFIXED blue.companion. DESCRIBE", "topic PREFIXED blue.companion. DESCRIBE_CONFIGS");
    }

    /** It sees what an administrator sees, and can change nothing. */
    @ParameterizedTest(name = "[{0}]")
    @MethodSource("installations")
    void theDoctorLooksAndChangesNothing(String instance, List<Manifest> rendered, TopicCatalogue catalogue) {
        assertThat(rightsOf(rendered, "doctor"))
                .isEqualTo(AccessRights.of(catalogue, false).stream()
                        .filter(binding -> binding.entry().principal().equals("User:" + AccessRights.ADMIN))
                        .filter(binding -> Set.of(AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS)
                                .contains(binding.entry().operation()))
                        .map(ChartStrimziTest::words)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** All that runs is of the same installation as topics and rights are. */
    @Test
    void everyPodKnowsItsInstallation() {
        for (var deployment : Manifest.ofKind(OF_BLUE, "Deployment")) {
            assertThat(Manifest.get(OF_BLUE, "ConfigMap", deployment.name()).map("data"))
                    .containsEntry("COMPANION_INSTANCE", "blue");
        }
        for (var other : Manifest.ofKind(OF_BLUE, "Job", "Pod")) {
            assertThat(Manifest.listOf(other.container().get("env")))
                    .as(other.name())
                    .contains(Map.of("name", "COMPANION_INSTANCE", "value", "blue"));
        }
        assertThat(OF_BLUE.stream().map(Manifest::text)).noneMatch(text -> text.contains("COMPANION_INSTANCE: \"\""));
        assertThat(RENDERED.stream().map(Manifest::text)).noneMatch(text -> text.contains("COMPANION_INSTANCE"));
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("installations")
    void lagIsThatOfTheGroupsOfTheInstallation(String instance, List<Manifest> rendered, TopicCatalogue catalogue) {
        assertThat(Manifest.ofKind(rendered, "ScaledObject"))
                .extracting(scaled -> Charts.map(
                                scaled.list("spec", "triggers").getFirst().get("metadata"))
                        .get("consumerGroup"))
                .containsExactlyInAnyOrder(
                        catalogue.instance().id("mapper"),
                        catalogue.instance().id("provisioner-calls"),
                        catalogue.instance().id("event-resolver"));
    }

    /** The operator puts the certificate of a KafkaUser into a secret of its name. */
    @Test
    void eachServiceSignsInWithItsOwnCertificate() {
        for (var workload : Manifest.workloads(RENDERED)) {
            assertThat(workload.text()).contains("name: companion-" + workload.component());
            assertThat(Manifest.find(RENDERED, "KafkaUser", "companion-" + workload.component()))
                    .isPresent();
        }
    }

    /** What the operator makes for a service is what the service signs in with. */
    @Test
    void thePrincipalsSignInAsTheServicesDo() {
        Map.of("strimzi-mtls", "tls", "strimzi-scram", "scram-sha-512").forEach((example, type) -> {
            assertThat(Manifest.ofKind(Charts.manifests(example), "KafkaUser"))
                    .hasSize(CATALOGUE.services().size() + 2) // and the Job's, and the doctor's
                    .allMatch(user -> type.equals(user.at("spec", "authentication", "type")));
        });
    }

    private static Set<String> rightsOf(List<Manifest> rendered, String service) {
        var user = Manifest.get(rendered, "KafkaUser", "companion-" + service);
        var rights = new TreeSet<String>();
        for (var acl : user.list("spec", "authorization", "acls")) {
            var resource = Charts.map(acl.get("resource"));
            var pattern = "prefix".equals(resource.get("patternType")) ? "PREFIXED" : "LITERAL";
            var named = resource.getOrDefault("name", Resource.CLUSTER_NAME);
            for (var operation : (List<?>) acl.get("operations")) {
                var name = String.valueOf(operation)
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toUpperCase(Locale.ROOT);
                rights.add("%s %s %s %s".formatted(resource.get("type"), pattern, named, AclOperation.valueOf(name)));
            }
        }
        return rights;
    }

    private static String words(AclBinding binding) {
        var type =
                switch (binding.pattern().resourceType()) {
                    case TRANSACTIONAL_ID -> "transactionalId";
                    default -> binding.pattern().resourceType().name().toLowerCase(Locale.ROOT);
                };
        return "%s %s %s %s"
                .formatted(
                        type,
                        binding.pattern().patternType(),
                        binding.pattern().name(),
                        binding.entry().operation());
    }
}
