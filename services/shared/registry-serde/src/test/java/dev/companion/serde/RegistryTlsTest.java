package dev.companion.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real handshakes with certificates made on the spot. */
class RegistryTlsTest {

    private static final String PASSWORD = "changeit-please";

    @TempDir
    static Path directory;

    private static Path serverStore;
    private static Path clientStore;

    @BeforeAll
    static void makeCertificates() throws Exception {
        serverStore = selfSigned("server", "CN=localhost", "-ext", "SAN=dns:localhost");
        clientStore = selfSigned("client", "CN=companion");
    }

    @Test
    void registryIsTrustedByTheStoreGiven() throws Exception {
        try (StubRegistry registry = StubRegistry.startedWithTls(context(serverStore))) {
            // When
            var client = RegistryClient.of(Map.of(
                    "schema.registry.url",
                    registry.url(),
                    "schema.registry.ssl.truststore.location",
                    serverStore.toString(),
                    "schema.registry.ssl.truststore.password",
                    PASSWORD,
                    "schema.registry.ssl.truststore.type",
                    "PKCS12"));
            // Then
            assertThat(client.register("sites-value", Readings.AS_IN_FILE)).isEqualTo(1);
        }
    }

    @Test
    void registryIsNotTrustedOtherwise() throws Exception {
        try (StubRegistry registry = StubRegistry.startedWithTls(context(serverStore))) {
            // Given
            var client = RegistryClient.of(Map.of("schema.registry.url", registry.url(), "max.retries", "0"));
            // When
            var refused = catchThrowableOfType(RegistryException.class, client::subjects);
            // Then
            assertThat(refused).hasMessageContaining("SSLHandshakeException");
            assertThat(registry.requests()).isEmpty();
        }
    }

    @Test
    void clientShowsItsCertificateWhereTheRegistryWantsOne() throws Exception {
        var demanding = new HttpsConfigurator(context(serverStore)) {
            @Override
            public void configure(HttpsParameters parameters) {
                var ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        };
        try (StubRegistry registry = StubRegistry.startedWithTls(demanding)) {
            // When
            var client = RegistryClient.of(Map.of(
                    "schema.registry.url",
                    registry.url(),
                    "schema.registry.ssl.truststore.location",
                    serverStore.toString(),
                    "schema.registry.ssl.truststore.password",
                    PASSWORD,
                    "schema.registry.ssl.truststore.type",
                    "PKCS12",
                    "schema.registry.ssl.keystore.location",
                    clientStore.toString(),
                    "schema.registry.ssl.keystore.password",
                    PASSWORD,
                    "schema.registry.ssl.key.password",
                    PASSWORD,
                    "schema.registry.ssl.keystore.type",
                    "PKCS12"));
            // Then
            assertThat(client.subjects()).isEmpty();
        }
    }

    @Test
    void unreadableStoreIsNamedAtStart() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RegistryClient.of(Map.of(
                        "schema.registry.url", "https://localhost:1",
                        "schema.registry.ssl.truststore.location", serverStore.toString(),
                        "schema.registry.ssl.truststore.password", "not-the-password",
                        "schema.registry.ssl.truststore.type", "PKCS12")))
                .withMessageContaining("schema.registry.ssl")
                .withMessageNotContaining("not-the-password");
    }

    private static Path selfSigned(String alias, String name, String... more) throws Exception {
        Path store = directory.resolve(alias + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                name,
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    /** Shows the store's certificate, and accepts the client's. */
    private static SSLContext context(Path store) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusting(clientStore));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore trusting(Path store) throws Exception {
        KeyStore own = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("client", own.getCertificate("client"));
        return trusted;
    }
}
