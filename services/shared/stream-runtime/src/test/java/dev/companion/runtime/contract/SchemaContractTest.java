package dev.companion.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.companion.runtime.RuntimeProperties;
import dev.companion.schemas.TopicCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SchemaContractTest {

    /** It was told to register the schema, which would not have helped. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRegistryThatRefusesTheCredentialsIsNotSaidToLackASchema(int status) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://localhost:" + server.getAddress().getPort();
            var properties = new Binder(new MapConfigurationPropertySource(
                            Map.of("companion.service", "mapper", "companion.registry.url", url)))
                    .bind("companion", RuntimeProperties.class)
                    .get();

            var refused = catchThrowableOfType(
                    ContractException.class, () -> new SchemaContract(TopicCatalogue.load(), properties).settle());

            assertThat(refused)
                    .hasMessageStartingWith("the schema registry at %s refuses this service: ".formatted(url))
                    .hasMessageContaining("answered %d".formatted(status))
                    .hasMessageContaining("Check basic.auth.user.info or bearer.auth.token")
                    .hasMessageNotContaining("Register it");
        } finally {
            server.stop(0);
        }
    }
}
