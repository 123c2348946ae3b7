package dev.companion.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.runtime.access.AccessRights;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Each container of the compose file has its own credentials and no others, and nothing else opens a way to the broker. */
class ComposeAccessTest {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();
    private static Map<String, Map<String, Object>> services;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void read() throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Map<String, Object> compose = yaml.load(Files.readString(Path.of("../../../docker-compose.yml")));
        services = (Map<String, Map<String, Object>>) compose.get("services");
    }

    @Test
    void aServiceSeesItsOwnCredentialsOnly() {
        for (var service : CATALOGUE.services().stream().map(Service::name).toList()) {
            assertThat(credentials(service)).as(service).containsExactly("credentials-" + service + ":/credentials:ro");
            assertThat(environment(service))
                    .as(service)
                    .containsEntry("COMPANION_KAFKA_CREDENTIALS", "/credentials/client.properties")
                    .doesNotContainKey("COMPANION_TOPICS_APPLY");
        }
        assertThat(credentials("kafka")).containsExactly("credentials-broker:/mnt/shared/config:ro");
        assertThat(credentials("registry")).containsExactly("credentials-registry:/credentials:ro");
        assertThat(credentials("keys")).isEmpty();
        assertThat(credentials("simulator")).isEmpty();
    }

    @Test
    void noOtherContainerSeesCredentialsAndOnlyOneWritesThem() {
        var expected = new TreeSet<>(List.of("kafka", "registry", "credentials", "grant", "prepare", "commands"));
        CATALOGUE.services().forEach(service -> expected.add(service.name()));

        assertThat(services.keySet().stream().filter(name -> !credentials(name).isEmpty()))
                .containsExactlyInAnyOrderElementsOf(expected);
        expected.remove("credentials");
        assertThat(expected)
                .allSatisfy(name -> assertThat(credentials(name)).allMatch(volume -> volume.endsWith(":ro")));
        assertThat(credentials("prepare"))
                .containsExactlyInAnyOrder(
                        "credentials-admin:/credentials/admin:ro", "credentials-registry:/credentials/registry:ro");
        assertThat(credentials("commands")).containsExactlyInAnyOrderElementsOf(credentials("prepare"));
        assertThat(services.get("commands")).containsEntry("profiles", List.of("commands"));
        assertThat(credentials("grant"))
                .containsExactlyInAnyOrderElementsOf(credentials("credentials").stream()
                        .map(volume -> volume + ":ro")
                        .toList());
    }

    @Test
    void passwordsAreMadeForEveryPrincipalWithoutANetwork() {
        assertThat(credentials("credentials"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("broker"), AccessRights.principals(CATALOGUE).stream())
                                .map(name -> "credentials-%s:/credentials/%s".formatted(name, name))
                                .toList());
        assertThat(services.get("credentials")).containsEntry("network_mode", "none");
    }

    @Test
    void brokerAndRegistryAreOnTheBackendOnlyAndEveryListenerAsksForCredentials() {
        for (var name : List.of("kafka", "registry")) {
            assertThat(services.get(name))
                    .as(name)
                    .doesNotContainKey("ports")
                    .containsEntry("networks", List.of("backend"));
        }
        assertThat(environment("kafka").get("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"))
                .isEqualTo("CLIENTS:SASL_PLAINTEXT,INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        assertThat(services.get("simulator").get("networks")).isEqualTo(List.of("egress"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> credentials(String service) {
        var volumes = (List<String>) services.get(service).getOrDefault("volumes", List.of());
        return volumes.stream().filter(volume -> volume.contains("credentials")).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(String service) {
        return (Map<String, Object>) services.get(service).getOrDefault("environment", Map.of());
    }
}
