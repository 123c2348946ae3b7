package dev.companion.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySettingsTest {

    @Test
    void defaultsNeedOnlyAnAddress() {
        // When
        RegistrySettings settings =
                RegistrySettings.of(Map.of("schema.registry.url", "http://host:8081/apis/ccompat/v7/"));
        // Then
        assertThat(settings.endpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.base()).hasToString("http://host:8081/apis/ccompat/v7");
            assertThat(endpoint.authorization()).isNull();
        });
        assertThat(settings.stripJavaProperties()).isTrue();
        assertThat(settings.normalize()).isFalse();
        assertThat(settings.retriesMax()).isEqualTo(3);
        assertThat(settings.latestLifetime()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.missingLifetime()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void valuesMayBeTypedOrText() {
        // When
        RegistrySettings settings = RegistrySettings.of(Map.of(
                "schema.registry.url",
                List.of("http://a:1", "https://b"),
                "normalize.schemas",
                true,
                "max.retries",
                5,
                "latest.cache.ttl.sec",
                "-1",
                "basic.auth.credentials.source",
                "USER_INFO",
                "basic.auth.user.info",
                new Password("robot:s3cret")));
        // Then
        assertThat(settings.endpoints())
                .extracting(endpoint -> endpoint.base().toString())
                .containsExactly("http://a:1", "https://b");
        assertThat(settings.normalize()).isTrue();
        assertThat(settings.retriesMax()).isEqualTo(5);
        assertThat(settings.latestLifetime()).isEqualTo(LookupCache.FOREVER);
    }

    static Stream<Arguments> credentials() {
        return Stream.of(
                Arguments.of("http://robot:s3cret@host", Map.of(), basic("robot:s3cret")),
                Arguments.of("http://robot:s3%40cret@host", Map.of(), basic("robot:s3@cret")),
                Arguments.of(
                        "http://host",
                        Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "robot:s3cret"),
                        basic("robot:s3cret")),
                Arguments.of(
                        "http://host",
                        Map.of(
                                "schema.registry.basic.auth.credentials.source", "USER_INFO",
                                "schema.registry.basic.auth.user.info", "robot:s3cret",
                                "basic.auth.user.info", "broker:other"),
                        basic("robot:s3cret")),
                Arguments.of(
                        "http://host",
                        Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t0ken"),
                        "Bearer t0ken"));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void credentialsAreSentAndNeverShown(String url, Map<String, String> more, String header) throws Exception {
        try (StubRegistry registry = StubRegistry.started()) {
            // Given
            var config = new HashMap<>(more);
            config.put("schema.registry.url", url.replace("host", "localhost:" + registry.port()));
            // When
            RegistryClient.of(config).subjects();
            // Then
            assertThat(registry.requests()).singleElement().satisfies(request -> {
                assertThat(request.authorization()).isEqualTo(header);
                assertThat(request.path()).isEqualTo("/subjects");
            });
            RegistrySettings settings = RegistrySettings.of(config);
            assertThat(settings.toString() + settings.endpoints())
                    .contains("localhost")
                    .doesNotContain("s3", "t0ken", header);
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("schema.registry.url", "", "schema.registry.url"),
                Arguments.of("schema.registry.url", "host:8081", "expected: http://host:port"),
                Arguments.of("schema.registry.url", "mock://scope", "expected: http://host:port"),
                Arguments.of("schema.registry.url", "http://u:s3cret@ho st", "expected: http://host:port"),
                Arguments.of("max.retries", "many", "max.retries"),
                Arguments.of("http.read.timeout.ms", "0", "http.read.timeout.ms"),
                Arguments.of("basic.auth.credentials.source", "SASL_INHERIT", "expected: URL or USER_INFO"),
                Arguments.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info: empty"),
                Arguments.of("bearer.auth.credentials.source", "OAUTHBEARER", "expected: STATIC_TOKEN"),
                Arguments.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token: empty"),
                Arguments.of("schema.registry.ssl.endpoint.identification.algorithm", "", "expected: https"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsNamedAtStart(String property, String value, String told) {
        // Given
        var config = new HashMap<>(Map.of("schema.registry.url", "http://host"));
        config.put(property, value);
        // When, Then
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RegistrySettings.of(config))
                .withMessageContaining(told)
                .withMessageNotContaining("s3cret");
    }

    @Test
    void addressIsRequired() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new RegistryAvroSerializer().configure(Map.of(), false))
                .withMessageContaining("schema.registry.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl.truststore.location", "ssl.keystore.location"})
    void tlsPropertiesOfTheBrokerAreNotTheRegistrys(String property) {
        // When
        RegistrySettings settings =
                RegistrySettings.of(Map.of("schema.registry.url", "https://host", property, "/no/such/file"));
        // Then
        assertThat(settings.ssl()).isEmpty();
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }
}
