package dev.companion.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:secret@127.0.0.1:1",
                "http://user:secret@no_host:1",
                "http://user:secret@no host",
                "user:secret"
            })
    void aPasswordInTheAddressOfTheRegistryIsNotPrinted(String url) {
        assertThat(Endpoints.urls("registry", url, Map.of())).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.trouble()).isNotNull();
            assertThat(endpoint.toString()).doesNotContain("secret");
        });
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "https, https", ", https"})
    void theNameInACertificateIsComparedIfTheClientsCompareIt(String setting, String compared) {
        Map<String, Object> config =
                setting == null ? Map.of() : Map.of("ssl.endpoint.identification.algorithm", setting);

        assertThat(Endpoints.nameCheck(config)).isEqualTo(compared);
    }

    /** As the Job of the chart and helm test have it: the properties name files, and Kafka's own provider reads them. */
    @Test
    void aKeyInAFileThatThePropertiesNameIsTheKey(@TempDir Path secrets) throws IOException {
        Files.writeString(secrets.resolve("user.key"), "-----BEGIN PRIVATE KEY-----");

        var tls = Endpoints.tls(Map.of(
                "config.providers",
                "files",
                "config.providers.files.class",
                "org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                "security.protocol",
                "SSL",
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.key",
                "${files:%s:user.key}".formatted(secrets)));

        assertThat(tls.get("ssl.keystore.key")).isEqualTo(new Password("-----BEGIN PRIVATE KEY-----"));
        assertThat(tls.get("ssl.keystore.type")).isEqualTo("PEM");
    }

    @Test
    void theRegistryIsTrustedByItsOwnSettings() {
        assertThat(Endpoints.registryTls(Map.of(
                        "schema.registry.ssl.truststore.location", "/a", "ssl.truststore.location", "/b", "x", "y")))
                .isEqualTo(Map.of("ssl.truststore.location", "/a"));
    }
}
