package dev.companion.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.companion.runtime.metrics.BuildInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The management port of a service that is well until it fails in every way that its port shows. */
final class StubService implements AutoCloseable {

    private static final String NOT_READY = """
            {"status":"OUT_OF_SERVICE","components":{"broker":{"status":"UP"},
             "contract":{"status":"DOWN","details":{"waitingFor":"the schema registry"}}}}""";

    private static final String WELL = """
            companion_build_info{service="mapper",version="%s"} 1.0
            companion_vendor_clock_difference_seconds{api="datto_rmm",service="poller"} -0.4
            companion_vendor_clock_difference_seconds{api="gravityzone",service="poller"} NaN
            companion_secrets_unopened{service="poller"} 0.0
            companion_api_accounts{api="datto_rmm",caller="poller",state="ok"} 3.0
            companion_api_accounts{api="datto_rmm",caller="poller",state="credentials_rejected"} 0.0
            companion_quota_used_ratio{api="datto_rmm",caller="poller"} 0.05
            jvm_gc_live_data_size_bytes{service="mapper"} 1.0E7
            jvm_gc_max_data_size_bytes{service="mapper"} 1.0E8
            """.formatted(BuildInfo.version());

    private static final String UNWELL = """
            companion_build_info{service="mapper",version="0.0.9"} 1.0
            companion_vendor_clock_difference_seconds{api="datto_rmm",service="poller"} -600.0
            companion_secrets_unopened{service="poller"} 3.0
            companion_api_accounts{api="gravityzone",caller="provisioner",state="credentials_rejected"} 2.0
            companion_quota_used_ratio{api="datto_rmm",caller="poller"} 0.97
            jvm_gc_live_data_size_bytes{service="mapper"} 9.1E7
            jvm_gc_max_data_size_bytes{service="mapper"} 1.0E8
            """;

    private final HttpServer server;
    private volatile boolean failing;

    StubService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/actuator/health/readiness", 200, "{\"status\":\"UP\"}", 503, NOT_READY);
        answer("/actuator/prometheus", 200, WELL, 200, UNWELL);
        server.start();
    }

    private void answer(String path, int status, String body, int failingStatus, String failingBody) {
        server.createContext(path, exchange -> {
            var bytes = (failing ? failingBody : body).getBytes(UTF_8);
            exchange.sendResponseHeaders(failing ? failingStatus : status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    int port() {
        return server.getAddress().getPort();
    }

    void fail() {
        failing = true;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
