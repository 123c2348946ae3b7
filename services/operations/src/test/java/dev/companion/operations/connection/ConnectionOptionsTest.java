package dev.companion.operations.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConnectionOptionsTest {

    @TempDir
    private Path directory;

    private static Connection connection(Map<String, String> environment, String... arguments) {
        var options = new ConnectionOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("options", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(arguments);
        return options.connection(environment);
    }

    @Test
    void theEnvironmentOfAServiceIsEnough() {
        var properties = connection(Map.of(
                        "COMPANION_SERVICE", "poller",
                        "COMPANION_KAFKA_BOOTSTRAPSERVERS", "kafka:9092",
                        "COMPANION_KAFKA_CREDENTIALS", "/credentials/client.properties",
                        "COMPANION_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL",
                        "COMPANION_REGISTRY_URL", "http://registry",
                        "COMPANION_REGISTRY_PROPERTIES_BASIC_AUTH_USER_INFO", "a:b",
                        "COMPANION_TOPICS_REPLICATION", "1"))
                .properties();

        assertThat(properties.service()).as("compares all topics").isEqualTo("admin");
        assertThat(properties.kafka().bootstrapServers()).isEqualTo("kafka:9092");
        assertThat(properties.kafka().credentials()).isEqualTo(Path.of("/credentials/client.properties"));
        assertThat(properties.kafka().properties()).containsEntry("security.protocol", "SASL_SSL");
        assertThat(properties.registry().url()).isEqualTo("http://registry");
        assertThat(properties.registry().properties()).containsEntry("basic.auth.user.info", "a:b");
        assertThat(properties.topics().replication()).isEqualTo((short) 1);
    }

    @Test
    void anOptionOutranksTheEnvironment() throws Exception {
        var credentials = Files.writeString(directory.resolve("writer.properties"), "basic.auth.user.info=c:d\n");
        var connection = connection(
                Map.of("COMPANION_KAFKA_BOOTSTRAPSERVERS", "kafka:9092", "COMPANION_TOPICS_REPLICATION", "1"),
                "--bootstrap=other:1",
                "--credentials=/c",
                "--registry=http://other",
                "--registry-credentials=" + credentials,
                "--replication=2");

        var properties = connection.properties();
        assertThat(properties.kafka().bootstrapServers()).isEqualTo("other:1");
        assertThat(properties.registry().url()).isEqualTo("http://other");
        assertThat(properties.registry().properties()).containsEntry("basic.auth.user.info", "c:d");
        assertThat(properties.topics().replication()).isEqualTo((short) 2);
        assertThat(connection.tools().credentials()).isEqualTo("/c");
    }

    @Test
    void withoutAnythingThisMachineIsAsked() {
        var connection = connection(Map.of());

        assertThat(connection.tools().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(connection.tools().credentials()).isNull();
    }
}
