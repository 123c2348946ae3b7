package dev.companion.operations.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServicesTest {

    private final Services services = new Services();
    private HttpServer server;
    private String address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/actuator/health/readiness", 200, "{\"status\":\"UP\"}");
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        services.close();
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Test
    void aServiceSaysWhatItMeasures() throws Exception {
        answer("/actuator/prometheus", 200, "companion_secrets_unopened 2.0\n");

        var asked = services.ask("poller", address + "/");

        assertThat(asked.readiness().status()).isEqualTo(200);
        assertThat(asked.time()).isPresent();
        assertThat(asked.trouble()).isNull();
        assertThat(asked.samples().orElseThrow().sum("companion_secrets_unopened"))
                .hasValue(2);
    }

    @Test
    void aPortWithoutMetricsIsNamedAndNoServiceWithoutAnAnswerIsAskedForThem() throws Exception {
        var asked = services.ask("poller", address);
        assertThat(asked.readiness().status()).isEqualTo(200);
        assertThat(asked.samples()).isEmpty();
        assertThat(asked.trouble()).isEqualTo("HTTP 404");

        var away = services.ask("poller", "http://127.0.0.1:1");
        assertThat(away.readiness().status()).isZero();
        assertThat(away.trouble()).isNull();
    }
}
