package dev.companion.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest {

    private final AtomicLong nanos = new AtomicLong();
    private StubRegistry registry;

    @BeforeEach
    void start() throws Exception {
        registry = StubRegistry.started();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void equalPropertiesShareOneClient() {
        assertThat(RegistryClient.of(Readings.config(registry.url())))
                .isSameAs(RegistryClient.of(Readings.config(registry.url(), "client.id", "another")))
                .isNotSameAs(RegistryClient.of(Readings.config(registry.url(), "max.retries", "7")));
    }

    @Test
    void registrationIsRememberedForEver() {
        // Given
        RegistryClient client = client();
        // When
        int id = client.register("sites-value", Readings.AS_IN_FILE);
        pass(Duration.ofDays(400));
        // Then
        assertThat(client.register("sites-value", new Schema.Parser().parse(Readings.AS_IN_FILE.toString())))
                .isEqualTo(id);
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void schemaThatDiffersOnlyInItsDocsIsRegisteredToo() {
        // Given
        RegistryClient client = client();
        Schema reworded =
                new Schema.Parser().parse(Readings.AS_IN_FILE.toString().replace("by hand", "manually"));
        // When
        int first = client.register("sites-value", Readings.AS_IN_FILE);
        int second = client.register("sites-value", reworded);
        // Then
        assertThat(reworded).isEqualTo(Readings.AS_IN_FILE);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void normalizationIsAskedForWhereConfigured() {
        // When
        client("normalize.schemas", "true").register("sites-value", Readings.AS_IN_FILE);
        client("normalize.schemas", "true").lookUp("sites-value", Readings.AS_IN_FILE);
        // Then
        assertThat(registry.requests())
                .extracting(StubRegistry.Request::path)
                .containsExactly(
                        "/subjects/sites-value/versions?normalize=true", "/subjects/sites-value?normalize=true");
    }

    @Test
    void subjectIsEncodedInThePath() {
        // When
        client().register("a b/c", Readings.AS_IN_FILE);
        // Then
        assertThat(registry.requests())
                .extracting(StubRegistry.Request::path)
                .containsExactly("/subjects/a%20b%2Fc/versions");
    }

    @Test
    void aVersionThatIsListedAndNotThereIsAFailure() {
        // Given
        registry.failsNext(1, 200, "[1]");
        // When, Then
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> client().versions("sites-value"))
                .matches(RegistryException::isMissing)
                .withMessageContaining("fetch version 1 of subject sites-value");
    }

    @Test
    void unknownIdIsAskedForAgainAfterItsLifetime() {
        // Given
        RegistryClient client = client("missing.id.cache.ttl.sec", "10");
        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> client.byId(1));
        registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        // When, Then
        pass(Duration.ofSeconds(9));
        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> client.byId(1));
        assertThat(registry.requests()).hasSize(1);
        pass(Duration.ofSeconds(1));
        assertThat(client.byId(1)).isEqualTo(Readings.AS_IN_FILE);
    }

    @Test
    void latestVersionIsAskedForAgainAfterItsLifetime() {
        // Given
        RegistryClient client = client("latest.cache.ttl.sec", "60");
        registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        assertThat(client.latest("sites-value").version()).isEqualTo(1);
        int newer = registry.holds("sites-value", Readings.NEWER.toString());
        // When, Then
        pass(Duration.ofSeconds(59));
        assertThat(client.latest("sites-value").version()).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        assertThat(client.latest("sites-value"))
                .isEqualTo(new RegisteredSchema("sites-value", 2, newer, Readings.NEWER));
    }

    @Test
    void latestVersionStaysInUseWhileTheRegistryIsAway() {
        // Given
        RegistryClient client = client("latest.cache.ttl.sec", "60", "max.retries", "0");
        registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        RegisteredSchema known = client.latest("sites-value");
        registry.failsNext(1, 503, "");
        pass(Duration.ofMinutes(2));
        // When
        RegisteredSchema still = client.latest("sites-value");
        // Then
        assertThat(still).isEqualTo(known);
        assertThat(registry.requests()).hasSize(2);
    }

    @Test
    void subjectWithoutVersionsIsMissingAndNotRemembered() {
        // Given
        RegistryClient client = client();
        var refused = catchThrowableOfType(RegistryException.class, () -> client.latest("sites-value"));
        assertThat(refused.isMissing()).isTrue();
        // When
        registry.holds("sites-value", Readings.AS_IN_FILE.toString());
        // Then
        assertThat(client.latest("sites-value").version()).isEqualTo(1);
    }

    @Test
    void referredSchemasAreFetchedFirst() {
        // Given
        registry.holds("money", "{\"type\":\"record\",\"name\":\"x.Money\",\"fields\":[]}");
        int id = registry.holdsBody("price", """
                {"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"x.Price\\",\\"fields\\":[{\\"name\\":\\"m\\",\\"type\\":\\"x.Money\\"}]}",\
                "references":[{"name":"x.Money","subject":"money","version":1}]}""");
        // When
        Schema schema = client().byId(id);
        // Then
        assertThat(schema.getField("m").schema().getFullName()).isEqualTo("x.Money");
    }

    @Test
    void schemaOfAnotherKindIsRefused() {
        // Given
        int id = registry.holdsBody("other", "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
        // When, Then
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> client().byId(id))
                .withMessageContaining("type JSON");
    }

    @Test
    void levelsSubjectsAndCompatibilityAreAnswered() {
        // Given
        RegistryClient client = client();
        client.register("sites-value", Readings.AS_IN_FILE);
        Schema incompatible =
                new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"Incompatible\",\"fields\":[]}");
        // When
        client.setCompatibility("sites-value", "FULL_TRANSITIVE");
        // Then
        assertThat(client.compatibility("sites-value")).isEqualTo("FULL_TRANSITIVE");
        assertThat(client.compatibility("users-value")).isEqualTo("BACKWARD");
        assertThat(client.subjects()).containsExactly("sites-value");
        assertThat(client.compatible("sites-value", Readings.NEWER)).isTrue();
        assertThat(client.compatible("sites-value", incompatible)).isFalse();
        assertThat(client.compatible("new-value", incompatible)).isTrue();
    }

    @Test
    void secondServerIsUsedWhileTheFirstIsDown() throws Exception {
        // Given
        RegistryClient client = client(nobodyListens() + "," + registry.url() + "/", Map.of("max.retries", "0"));
        // When
        client.register("sites-value", Readings.AS_IN_FILE);
        client.register("users-value", Readings.AS_IN_FILE);
        // Then
        assertThat(registry.requests()).hasSize(2);
    }

    @Test
    void secondServerIsUsedWhileTheFirstIsFailing() throws Exception {
        // Given
        try (StubRegistry second = StubRegistry.started()) {
            registry.failsNext(1, 500, "");
            RegistryClient client = client(registry.url() + "," + second.url(), Map.of("max.retries", "0"));
            // When
            client.register("sites-value", Readings.AS_IN_FILE);
            client.register("users-value", Readings.AS_IN_FILE);
            // Then
            assertThat(registry.requests()).hasSize(1);
            assertThat(second.requests()).hasSize(2);
        }
    }

    @Test
    void failingServerIsAskedAgain() {
        // Given
        registry.failsNext(3, 503, "busy");
        // When
        int id = client().register("sites-value", Readings.AS_IN_FILE);
        // Then
        assertThat(id).isEqualTo(1);
        assertThat(registry.requests()).hasSize(4);
    }

    @Test
    void repeatsEnd() {
        // Given
        registry.failsNext(100, 500, "{\"error_code\":50001,\"message\":\"Error in the backend data store\"}");
        // When
        var failed = catchThrowableOfType(
                RegistryException.class, () -> client("max.retries", "2").register("s", Readings.AS_IN_FILE));
        // Then
        assertThat(registry.requests()).hasSize(3);
        assertThat(failed.isRetryable()).isTrue();
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.errorCode()).isEqualTo(50001);
        assertThat(failed).hasMessageContaining("Error in the backend data store");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 409, 422})
    void refusalIsFinal(int status) {
        // Given
        registry.failsNext(100, status, "{\"error_code\":" + status + ",\"message\":\"no\"}");
        // When
        var refused = catchThrowableOfType(
                RegistryException.class, () -> client().register("sites-value", Readings.AS_IN_FILE));
        // Then
        assertThat(registry.requests()).hasSize(1);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.isMissing()).isFalse();
        assertThat(refused)
                .hasMessageStartingWith(
                        "Cannot register schema dev.companion.serde.probe.Reading under subject sites-value")
                .hasMessageContaining("answered " + status);
    }

    @Test
    void slowDownIsRetryableButLeftToTheCaller() {
        // Given
        registry.failsNext(1, 429, "");
        // When
        var refused = catchThrowableOfType(
                RegistryException.class, () -> client().register("sites-value", Readings.AS_IN_FILE));
        // Then
        assertThat(refused.isRetryable()).isTrue();
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void wrongAddressIsNotTakenForAMissingSchema() {
        // Given
        RegistryClient client = client(registry.url() + "/elsewhere", Map.of());
        // When
        var refused = catchThrowableOfType(RegistryException.class, () -> client.byId(1));
        // Then
        assertThat(refused.isMissing()).isFalse();
        assertThat(refused).hasMessageContaining("schema.registry.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "[]", "{\"id\":\"seven\"}", ""})
    void nonsenseIsRefused(String body) {
        // Given
        registry.failsNext(1, 200, body);
        // When, Then
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> client().register("sites-value", Readings.AS_IN_FILE))
                .withMessageContaining("schema.registry.url");
    }

    @Test
    void longRefusalIsCutShort() {
        // Given
        registry.failsNext(1, 400, "{\"message\":\"" + "x".repeat(5000) + "\"}");
        // When, Then
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> client().byId(1))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    }

    @Test
    void absentRegistryIsRetryableAndNamed() throws Exception {
        // Given
        String url = nobodyListens();
        // When
        var failed = catchThrowableOfType(
                RegistryException.class,
                () -> client(url.replace("http://", "http://robot:s3cret@"), Map.of())
                        .byId(1));
        // Then
        assertThat(failed.isRetryable()).isTrue();
        assertThat(failed.status()).isZero();
        assertThat(failed)
                .hasMessageContaining("no schema registry answered at " + url + " (ConnectException)")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void silentRegistryIsGivenUpAfterTheTimeLimit() {
        // Given
        registry.waitsFor(new CountDownLatch(1));
        // When
        var failed = catchThrowableOfType(
                RegistryException.class,
                () -> client("http.read.timeout.ms", "50", "max.retries", "0").byId(1));
        // Then
        assertThat(failed.isRetryable()).isTrue();
        assertThat(failed).hasMessageContaining("no answer within 50 ms");
    }

    @Test
    void interruptedThreadStopsWaitingAndKeepsItsFlag() throws Exception {
        // Given
        registry.waitsFor(new CountDownLatch(1));
        RegistryClient client = client();
        var thrown = new AtomicReference<Throwable>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                client.byId(1);
            } catch (RuntimeException e) {
                thrown.set(Thread.currentThread().isInterrupted() ? e : null);
            }
        });
        // When
        waiting.interrupt();
        waiting.join();
        // Then
        assertThat(thrown.get()).isInstanceOf(InterruptException.class);
    }

    private RegistryClient client(String... more) {
        return new RegistryClient(RegistrySettings.of(Readings.config(registry.url(), more)), nanos::get);
    }

    private RegistryClient client(String urls, Map<String, String> more) {
        var config = new HashMap<String, String>(Readings.config(urls));
        config.putAll(more);
        return new RegistryClient(RegistrySettings.of(config), nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static String nobodyListens() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "http://localhost:" + socket.getLocalPort();
        }
    }
}
