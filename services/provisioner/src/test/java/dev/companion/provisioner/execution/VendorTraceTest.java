package dev.companion.provisioner.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.net.httpserver.HttpServer;
import dev.companion.runtime.tracing.Traces;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.CallKind;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.HttpAnswer;
import dev.companion.vendor.HttpCall;
import dev.companion.vendor.Origin;
import dev.companion.vendor.VendorHttp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call to a vendor inside a span: what the vendor and what the collector of traces receive. */
class VendorTraceTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String QUERY = "filter=Rose";
    private static final String KEY = "key-4711";

    private final List<String> vendorHeaders = new CopyOnWriteArrayList<>();
    private final List<String> exported = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            exported.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/api", exchange -> {
            exchange.getRequestHeaders().keySet().forEach(name -> vendorHeaders.add(name.toLowerCase(Locale.ROOT)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theVendorIsToldNothingOfTheTraceAndTheCollectorNothingOfTheRequest() {
        var host = "127.0.0.1:" + server.getAddress().getPort();
        try (var http =
                VendorHttp.of(AllowedHosts.ofRmm(List.of(host), true), Duration.ofSeconds(5), Duration.ofSeconds(10))) {
            var traces = Traces.to("http://%s/v1/traces".formatted(host), "provisioner", "1", 1, () -> NOW);
            try (var _ = traces.call(new RecordHeaders(), "datto_rmm", "read_variable")) {
                assertThat(Traces.current().isSampled()).isTrue();
                var answer = http.exchange(new HttpCall(
                        CallKind.READ,
                        "GET",
                        origin(host),
                        "/api/v2/site?" + QUERY,
                        Map.of("Authorization", "Bearer " + KEY),
                        null));
                assertThat(answer).isInstanceOf(HttpAnswer.Answered.class);
            }
            traces.close();
        }

        assertThat(vendorHeaders)
                .contains("authorization")
                .doesNotContain("traceparent", "tracestate", "baggage", "b3");
        assertThat(exported)
                .singleElement()
                .asString()
                .contains("read_variable", "datto_rmm")
                .doesNotContain(KEY, QUERY, "Rose", "/api/", host);
    }

    private static Origin origin(String host) {
        return Origin.of("http://" + host) instanceof CallResult.Found<Origin>(var origin)
                ? origin
                : fail("no origin: " + host);
    }
}
