package dev.companion.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernetes.client.util.Yaml;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example is a valid chart and valid objects, and what is wrong is refused in words. */
class ChartRenderTest {

    private static final Pattern NOT_THE_SAME_TWICE = Pattern.compile(
            "\\b(lookup|rand\\w+|gen(CA|PrivateKey|SelfSignedCert|SignedCert)\\w*|now|uuidv4|htpasswd)\\s");

    static List<String> examples() {
        return Charts.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void helmFindsNothingToWarnOf(String example) {
        var result = Charts.lint(Charts.values(example));

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyFieldIsOneThatKubernetesKnows(String example) throws IOException {
        for (var manifest : Charts.manifests(example)) {
            if (manifest.isOfKubernetes()) {
                assertThat(Yaml.load(manifest.text())).as(manifest.name()).isNotNull();
            }
        }
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        assertThatThrownBy(() -> Yaml.load("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: x}
                automountToken: false
                """)).hasMessageContaining("automountToken");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noTwoObjectsHaveOneName(String example) {
        assertThat(Charts.manifests(example))
                .extracting(manifest -> manifest.kind() + " " + manifest.name())
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void twoRendersAreTheSameBytes(String example) {
        assertThat(Charts.render(Charts.values(example))).isEqualTo(Charts.rendered(example));
    }

    @Test
    void noTemplateAsksTheClusterOrChance() {
        for (var source : Charts.sources()) {
            if (source.toString().endsWith(".tpl") || source.toString().contains("/templates/")) {
                assertThat(Charts.text(source).lines().filter(line -> line.contains("{{")))
                        .as(source.toString())
                        .noneMatch(line -> NOT_THE_SAME_TWICE.matcher(line).find());
            }
        }
    }

    /** A value that is wrong, and what Helm says of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mode                        | small          | /mode
                    mode                        | cluster        | /mode
                    mode                        | standalone     | /kafka/bootstrapServers
                    mode                        | standalone     | /registry/url
                    mode                        | standalone     | /keys/privateSecret
                    tests.skip                  | [everything]   | /tests/skip
                    instance                    | Blue           | /instance
                    instance                    | my-companion   | /instance
                    instance                    | abcdefghijklmnopqrstu | /instance
                    mapper.settings             | {companion.instance: blue} | companion.instance
                    nonsense                    | 1              | nonsense
                    kafka.bootstrapServers      | ''             | /kafka/bootstrapServers
                    kafka.bootstrapServers      | kafka          | /kafka/bootstrapServers
                    kafka.security.protocol     | SASL_SSL       | /kafka/sasl/mechanism
                    kafka.sasl.mechanism        | PLAIN          | /kafka/sasl/mechanism
                    kafka.sasl.mechanism        | GSSAPI         | /kafka/sasl/mechanism
                    kafka.properties.linger     | 5              | /kafka/properties/linger
                    kafka.properties.sasl-jaas  | x              | sasl-jaas
                    kafka.oauth.tokenUrl        | https://u:p@x  | /kafka/oauth/tokenUrl
                    registry.url                | registry:8080  | /registry/url
                    registry.url                | https://u:p@x  | /registry/url
                    registry.auth               | basic          | /registry/existingSecret
                    keys.privateSecret          | ''             | /keys/privateSecret
                    keys.publicSecret           | ''             | /keys/publicSecret
                    topics.replication          | 0              | /topics/replication
                    strimzi.enabled             | true           | /strimzi/cluster
                    strimzi.enabled             | true           | /kafka/security/protocol
                    strimzi.authentication      | tls            | authentication
                    externalSecrets.enabled     | true           | /externalSecrets/store/name
                    poller.replicas             | 13             | /poller/replicas
                    poller.threads              | 7              | /poller
                    mapper.threads              | 13             | /mapper/threads
                    poller.autoscaling.enabled  | true           | autoscaling
                    provisioner.autoscaling.min | 0              | /provisioner/autoscaling/min
                    console.ingress.enabled     | true           | /console/ingress
                    console.forwardHeaders      | framework      | /console/forwardHeaders
                    defaults.settings.api-key   | x              | api-key
                    defaults.settings           | {companion.kafka.properties.ssl.keystore.key: x} | keystore.key
                    mapper.settings             | {companion.kafka.bootstrap-servers: x} | bootstrap-servers
                    mapper.settings             | {companion.registry.url: x} | companion.registry.url
                    mapper.settings             | {companion.registry.properties.bearer.auth.client.secret: x} | client.secret
                    mapper.settings             | {companion.registry.properties.schema.registry.ssl.keystore.key: x} | keystore.key
                    defaults.topologySpread     | maybe          | /defaults/topologySpread
                    pollInterval                | a minute       | /pollInterval
                    """)
    void aWrongValueIsRefused(String path, String value, String words) {
        var values = Values.with(
                Charts.values("plain"),
                path,
                value.isEmpty() ? "" : Charts.yaml().load(value));

        assertThatThrownBy(() -> Charts.render(values)).hasMessageContaining(words);
    }

    /** Standalone has all of that itself, and reads no other unit of time. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    kafka.bootstrapServers      | kafka:9092     | /kafka/bootstrapServers
                    registry.url                | http://x       | /registry/url
                    keys.publicSecret           | keys           | /keys/publicSecret
                    instance                    | blue           | /instance
                    strimzi                     | {enabled: true, cluster: x} | /strimzi/enabled
                    externalSecrets             | {enabled: true, store: {name: x}} | /externalSecrets/enabled
                    pollInterval                | 1d             | /pollInterval
                    standalone.replicas         | 2              | replicas
                    standalone.storage.size     | 10             | /standalone/storage/size
                    """)
    void whatStandaloneCannotUseIsRefused(String path, String value, String words) {
        var values =
                Values.with(Charts.values("standalone"), path, Charts.yaml().load(value));

        assertThatThrownBy(() -> Charts.render(values)).hasMessageContaining(words);
    }

    /** Only what is secret, or has a value of its own for all services, is refused among the settings of one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "companion.kafka.properties.max.poll.records",
                "companion.kafka.value-serializer",
                "companion.registry.properties.proxy.host",
                "companion.secrets.private-keyset"
            })
    void aServiceMayHaveSettingsOfItsOwn(String setting) {
        var values = Values.with(Charts.values("plain"), "mapper.settings", Map.of(setting, "x"));

        assertThat(Charts.render(values)).isNotEmpty();
    }

    /** Strimzi makes certificates and passwords for SCRAM-SHA-512, and nothing else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    strimzi-mtls  | kafka.security.protocol | PLAINTEXT     | /kafka/security/protocol
                    strimzi-scram | kafka.sasl.mechanism    | SCRAM-SHA-256 | /kafka/sasl/mechanism
                    confluent     | strimzi                 | {enabled: true, cluster: main} | /kafka/sasl/mechanism
                    """)
    void aSignInThatStrimziDoesNotHaveIsRefused(String example, String path, String value, String words) {
        var values = Values.with(Charts.values(example), path, Charts.yaml().load(value));

        assertThatThrownBy(() -> Charts.render(values)).hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    external-scram | poller.kafka.existingSecret   | poller.kafka.existingSecret or kafka.existingSecret: empty
                    external-scram | prepare.kafka.existingSecret  | prepare.kafka.existingSecret or kafka.existingSecret: empty
                    external-scram | prepare.registrySecret        | prepare.registrySecret: empty
                    """)
    void aSecretThatIsMissingIsNamed(String example, String path, String words) {
        var values = Values.with(Charts.values(example), path, "");

        assertThatThrownBy(() -> Charts.render(values)).hasMessageContaining(words);
    }

    @Test
    void moreTasksThanPartitionsAreRefusedWhateverScales() {
        var values = Values.with(Charts.values("plain"), "mapper.threads", 3);

        assertThat(Charts.render(values)).isNotEmpty();
        assertThatThrownBy(() -> Charts.render(Charts.merged(
                        values, Map.of("mapper", Map.of("autoscaling", Map.of("enabled", true, "max", 5))))))
                .hasMessageContaining("/mapper");
    }
}
