package dev.companion.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.console.ApiClient;
import dev.companion.console.ConsoleTest;
import dev.companion.console.ConsoleUnderTest;
import dev.companion.console.FakeVendors;
import dev.companion.console.RawHttp;
import dev.companion.console.Tenancy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What is refused before it is parsed, over real connections. */
@ConsoleTest
@Import(Tenancy.class)
class DoorsTest {

    private static final long ATTACK_BYTES = 95L * 1024 * 1024;

    @Autowired
    private Tenancy tenancy;

    @Autowired
    private ConsoleUnderTest.Clock clock;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @BeforeEach
    void forgetEarlierTries() {
        clock.advance(Duration.ofMinutes(20));
    }

    @Test
    void threeHugeAnonymousSignInsAtOnceCostNothing() throws Exception {
        try (var attackers = Executors.newVirtualThreadPerTaskExecutor()) {
            var announced =
                    "POST /api/session HTTP/1.1\nHost: localhost\nContent-Type: application/json\nContent-Length: "
                            + ATTACK_BYTES;
            var chunked =
                    "POST /api/session HTTP/1.1\nHost: localhost\nContent-Type: application/json\nTransfer-Encoding: chunked";
            var first = attackers.submit(() -> raw().send(announced, RawHttp.Body.of(ATTACK_BYTES, false)));
            var second = attackers.submit(() -> raw().send(announced, RawHttp.Body.of(ATTACK_BYTES, false)));
            var third = attackers.submit(() -> raw().send(chunked, RawHttp.Body.of(ATTACK_BYTES, true)));

            for (var attack : java.util.List.of(first, second, third)) {
                var answer = attack.get();
                assertThat(answer.status()).isEqualTo(413);
                assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                assertThat(answer.body()).contains("Nothing was changed", "16384 bytes");
            }
        }
        assertThat(new ApiClient(port)
                        .signIn(FakeVendors.RMM_URL, FakeVendors.ALICE, FakeVendors.SECRET)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,  /api/settings/pause,    262144",
        "POST, /api/links,             2097152",
        "POST, /api/events/resolution, 262144",
        "POST, /nothing/here,          262144",
    })
    void aBodyAboveTheLimitIsTooLargeAnnouncedOrNot(String method, String path, int limit) {
        var api = tenancy.connected().api;
        for (var chunked : new boolean[] {false, true}) {
            assertThat(padded(api, method, path, limit + 1, chunked))
                    .as("%s %s, chunked %s", method, path, chunked)
                    .satisfies(answer -> {
                        // An address that reads no body need not count one that is not announced.
                        assertThat(answer.status()).isIn(413, path.startsWith("/nothing") && chunked ? 404 : 413);
                        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                    });
            assertThat(padded(api, method, path, limit, chunked).status())
                    .as("%s %s at the limit", method, path)
                    .isNotIn(413, 500);
        }
    }

    @Test
    void aFormIsRefusedBeforeItsBodyIsRead() {
        for (var type : List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            // The body is announced and never sent: to read it would take for ever, and hold a place for sign-ins.
            var answer = raw().send("POST /api/session HTTP/1.1\nHost: localhost\nContent-Type: " + type
                    + "\nContent-Length: 16000");

            assertThat(answer.status()).as(type).isEqualTo(415);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    void jsonThatIsTooDeepOrTooLongIsInvalid() {
        var api = tenancy.connected().api;

        assertThat(api.put("/api/settings/pause", "{\"x\":" + "[".repeat(40) + "]".repeat(40) + ",\"paused\":true}")
                        .status())
                .as("depth")
                .isEqualTo(400);
        assertThat(api.put("/api/settings/pause", "{\"x\":\"" + "y".repeat(70_000) + "\",\"paused\":true}")
                        .status())
                .as("string")
                .isEqualTo(400);
        assertThat(api.put("/api/settings/pause", "{\"x\":" + "9".repeat(100) + ",\"paused\":true}")
                        .status())
                .as("number")
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /% HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET /%ff%fe HTTP/1.1",
                "GET // HTTP/1.1",
                "GET /a//b HTTP/1.1",
                "GET /a;b HTTP/1.1",
                "GET /a%3Bb HTTP/1.1",
                "GET /a%2Fb HTTP/1.1",
                "GET /a/../b HTTP/1.1",
                "GET /a%00b HTTP/1.1",
                "GET /a\\b HTTP/1.1",
                "GET /api/sites?q=%zz HTTP/1.1",
                "GET /<> HTTP/1.1",
                "GET api HTTP/1.1",
                "GET * HTTP/1.1",
                "BREW / HTTP/1.1",
                "TRACE / HTTP/1.1",
                "GET / HTTP/9.9",
            })
    void malformedAddressesHaveOurOwnAnswer(String line) {
        var answer = raw().send(line + "\nHost: localhost\nAccept: text/html");

        assertThat(answer.status()).as(answer.head()).isBetween(400, 599);
        assertOurs(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/sites?q=%zz", "/api/sites?q=%zz", "/api/sites?q=%ff", "/sites?%", "/api/sites?format=%zz"})
    void aMalformedParameterIsRefusedInASessionToo(String address) {
        var answer = raw().send("GET " + address + " HTTP/1.1\nHost: localhost\nAccept: text/html\nCookie: "
                + tenancy.connected().api.cookie());

        assertThat(answer.status()).as(answer.head()).isEqualTo(400);
        assertOurs(answer);
    }

    @Test
    void anAddressOrHeadersThatAreTooLongHaveOurOwnAnswer() {
        assertOurs(raw().send("GET /" + "a".repeat(40_000) + " HTTP/1.1\nHost: localhost"));
        assertOurs(raw().send("GET / HTTP/1.1\nHost: localhost\nX-Long: " + "a".repeat(40_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "192.168.1.7",
                "console",
                "not a host",
                "a_b:99999",
                "",
            })
    void aForeignHostNameIsRefused(String host) {
        for (var path : java.util.List.of("/signin", "/api/session", "/assets/console.css")) {
            var answer = raw().send("GET " + path + " HTTP/1.1\nHost: " + host);

            assertThat(answer.status()).as(host).isIn(400, 421);
            assertOurs(answer);
        }
    }

    @Test
    void localhostHasManyNames() {
        for (var host : new String[] {"localhost", "LOCALHOST:8080", "127.0.0.1", "[::1]", "console.localhost"}) {
            assertThat(raw().send("GET /signin HTTP/1.1\nHost: " + host).status())
                    .as(host)
                    .isEqualTo(200);
        }
    }

    @Test
    void theManagementPortHasTheSameDoor() {
        var management = new RawHttp(managementPort);

        assertThat(management
                        .send("GET /actuator/health HTTP/1.1\nHost: 10.1.2.3:9080")
                        .status())
                .as("the kubelet asks by address")
                .isEqualTo(200);
        var foreign = management.send("GET /actuator/health HTTP/1.1\nHost: evil.example");
        assertThat(foreign.status()).isEqualTo(421);
        assertOurs(foreign);
        assertOurs(management.send("GET /% HTTP/1.1\nHost: localhost"));
        var large = management.send(
                "POST /actuator/health HTTP/1.1\nHost: localhost\nContent-Type: application/json\nContent-Length: "
                        + ATTACK_BYTES,
                RawHttp.Body.of(ATTACK_BYTES, false));
        assertThat(large.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing?format=x,         */*",
        "/nothing?format=x,         text/html",
        "/nothing,                  application/xml",
        "/api/nothing?format=x,     */*",
        "/api/nothing,              application/xml",
        "/api/sites?format=x,       */*",
        "/api/sites?page=x&format=x,*/*",
        "/api/sites,                application/xml",
        "/api/sites?page=x,         application/xml",
        "/api/sites?state=x,        application/xml",
        "/api/tasks/none?format=x,  */*",
        "/api/tasks/none,           application/xml",
        "/sites?format=x,           text/html",
        "/sites?page=x&format=x,    text/html",
        "/sites?page=x,             application/xml",
        "/events/none?format=x,     text/html",
        "/events/none,              application/xml",
        "/companies/none,           application/xml",
        "/v3/nothing,               application/xml",
    })
    void noErrorIsEmpty(String path, String accept) {
        var api = tenancy.connected().api;
        var answer = api.with("Accept", accept).get(path);

        if (answer.status() != 200) {
            assertThat(answer.text())
                    .as("%s %s: %d", path, accept, answer.status())
                    .isNotBlank();
            assertThat(answer.header("Content-Type"))
                    .as("%s %s: %d", path, accept, answer.status())
                    .matches("(application/problem\\+json|text/html).*");
        }
        var change = api.post("/api/links" + (path.contains("format=x") ? "?format=x" : ""), Map.of());
        assertThat(change.text()).isNotBlank();
        assertThat(change.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void theTwentyFirstStreamOfASessionIsRefused() throws Exception {
        var api = tenancy.connected().api;
        var other = tenancy.connected().api;
        try (var http = HttpClient.newHttpClient()) {
            var open = new ArrayList<java.io.InputStream>();
            for (var i = 0; i < 20; i++) {
                var stream = http.send(stream(api), BodyHandlers.ofInputStream());
                assertThat(stream.statusCode()).isEqualTo(200);
                open.add(stream.body());
            }

            var refused = http.send(stream(api), BodyHandlers.ofInputStream());

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(new String(refused.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("20 streams");
            var ofAnother = http.send(stream(other), BodyHandlers.ofInputStream());
            assertThat(ofAnother.statusCode()).isEqualTo(200);
            ofAnother.body().close();
            for (var stream : open) {
                stream.close();
            }
            http.shutdownNow();
        }
    }

    private HttpRequest stream(ApiClient api) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/stream"))
                .header("Cookie", api.cookie())
                .header("Accept", "text/event-stream")
                .build();
    }

    /** A body of exactly this size that is JSON until its last byte. */
    private ApiClient.Answer padded(ApiClient api, String method, String path, int size, boolean chunked) {
        var body = "{\"paused\":true,\"links\":[]" + " ".repeat(size - 26) + "}";
        var bytes = body.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var token = api.get("/api/session").at("/csrfToken");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Cookie", api.cookie())
                .header("X-CSRF-TOKEN", token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .version(HttpClient.Version.HTTP_1_1)
                .method(
                        method,
                        chunked
                                ? BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes))
                                : BodyPublishers.ofByteArray(bytes));
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new ApiClient.Answer(response.statusCode(), response.body(), response);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private RawHttp raw() {
        return new RawHttp(port);
    }

    private static void assertOurs(RawHttp.Answer answer) {
        assertThat(answer.body()).as(answer.head()).isNotBlank().doesNotContain("Tomcat", "HTTP Status", "Exception");
        assertThat(answer.header("Content-Type")).as(answer.head()).matches("(application/problem\\+json|text/html).*");
        assertThat(answer.header("Content-Security-Policy"))
                .as(answer.head())
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).as(answer.head()).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).as(answer.head()).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).as(answer.head()).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy"))
                .as(answer.head())
                .isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).as(answer.head()).contains("camera=()");
        assertThat(answer.header("Cache-Control")).as(answer.head()).contains("no-store");
    }
}
