package dev.companion.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
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

    @Test
    void theRegistryIsTrustedByItsOwnSettings() {
        assertThat(Endpoints.registryTls(Map.of(
                        "schema.registry.ssl.truststore.location", "/a", "ssl.truststore.location", "/b", "x", "y")))
                .isEqualTo(Map.of("ssl.truststore.location", "/a"));
    }
}
