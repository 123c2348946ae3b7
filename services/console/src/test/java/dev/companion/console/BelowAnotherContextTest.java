package dev.companion.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The console also runs in one JVM with the other services, below a context that holds what they share. */
class BelowAnotherContextTest {

    @SpringBootConfiguration(proxyBeanMethods = false)
    static class SharedMeters {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    @Test
    void pagesAndCallsAreThere() throws Exception {
        // Given
        try (var shared = new SpringApplicationBuilder(SharedMeters.class)
                        .web(WebApplicationType.NONE)
                        .run();
                var console = new SpringApplicationBuilder(ConsoleUnderTest.class)
                        .parent(shared)
                        .web(WebApplicationType.SERVLET)
                        .run("--server.port=0", "--management.server.port=-1")) {
            var port = console.getBean(Environment.class).getProperty("local.server.port");

            // When
            var page = get("http://localhost:" + port + "/signin");
            var call = get("http://localhost:" + port + "/api/session");
            var described = get("http://localhost:" + port + "/v3/api-docs");
            var style = get("http://localhost:" + port + "/assets/console.css");

            // Then
            assertThat(page).startsWith("200").contains("<h1>Sign in</h1>");
            assertThat(call).startsWith("401").contains("Not signed in");
            assertThat(described).startsWith("200").contains("/api/links");
            assertThat(style).startsWith("200");
        }
    }

    private static String get(String address) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }
}
