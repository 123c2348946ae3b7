package dev.companion.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.companion.serde.RegistryAvroDeserializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the answers of a registry, and of what may stand before it, say about the record that made us ask. */
class RegistryFailuresTest {

    private static final byte[] RECORD_OF_SCHEMA_7 = {0, 0, 0, 0, 7, 1};

    private final HttpServer server = server();
    private volatile int status;
    private volatile String body = "";

    private HttpServer server() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/", exchange -> {
                try (exchange) {
                    var bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            started.start();
            return started;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private FailureKind kindWhenAnsweredWith(int answer, String text) {
        status = answer;
        body = text;
        try (var deserializer = new RegistryAvroDeserializer()) {
            deserializer.configure(
                    Map.of(
                            "schema.registry.url",
                            "http://localhost:" + server.getAddress().getPort(),
                            "max.retries",
                            0),
                    false);
            return FailureKind.of(catchThrowable(() -> deserializer.deserialize("input", RECORD_OF_SCHEMA_7)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    401 | {"error_code":401,"message":"Unauthorized"}
                    403 | {"error_code":40301,"message":"no right"}
                    404 | no such page
                    404 | {"error_code":404,"message":"HTTP 404 Not Found"}
                    302 | moved
                    400 | Bad Request
                    200 | <html>Sign in</html>
                    429 | slower
                    503 | {"error_code":503,"message":"starting"}
                    """)
    void aProxyOrARegistryThatStartsSaysNothingAboutTheRecord(int answer, String text) {
        assertThat(kindWhenAnsweredWith(answer, text)).isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void aSchemaThatTheRegistryDoesNotHaveIsTheFaultOfTheRecord() {
        assertThat(kindWhenAnsweredWith(404, "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}"))
                .isEqualTo(FailureKind.POISON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"schemaType":"PROTOBUF","schema":"syntax = 1"}
                    {"schema":"no avro"}
                    """)
    void aSchemaThatIsNoAvroSchemaIsTheFaultOfTheRecord(String text) {
        assertThat(kindWhenAnsweredWith(200, text)).isEqualTo(FailureKind.POISON);
    }

    @Test
    void anIdThatTheRegistryDoesNotAcceptIsTheFaultOfTheRecord() {
        assertThat(kindWhenAnsweredWith(422, "{\"error_code\":42201,\"message\":\"Invalid id\"}"))
                .isEqualTo(FailureKind.POISON);
    }
}
