package dev.companion.simulator;

import dev.companion.simulator.world.Switch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running simulator with a clock that moves only when told to, and plain HTTP to talk to it. */
final class Rig implements AutoCloseable {

    /** An answer with its body as text and, if it is JSON, as a tree. */
    record Got(int status, String body, HttpResponse<byte[]> response) {

        JsonNode json() {
            return MAPPER.readTree(body);
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    static final JsonMapper MAPPER = JsonMapper.builder().build();
    static final String PUBLIC_CLIENT = basic("public-client", "public");

    final TestClock clock;
    final Simulator simulator;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private Rig(TestClock clock, Simulator simulator) {
        this.clock = clock;
        this.simulator = simulator;
    }

    /** The demo MSP in memory, with limits out of the way. */
    static Rig demo() {
        Rig rig = start(options());
        rig.liftLimits();
        return rig;
    }

    static Rig start(SimulatorOptions options) {
        TestClock clock = new TestClock();
        return new Rig(clock, Simulator.start(options.withClock(clock)));
    }

    static Rig onFile(Path file) {
        Rig rig = start(options().withStateFile(file));
        rig.liftLimits();
        return rig;
    }

    static SimulatorOptions options() {
        return SimulatorOptions.defaults()
                .withFreePorts()
                .withScenario(Scenario.DEMO)
                .withScriptedLife(false)
                .withClock(new TestClock());
    }

    void liftLimits() {
        set(Switch.DATTO_READS_PER_MINUTE, "100000");
        set(Switch.DATTO_WRITES_PER_MINUTE, "100000");
        set(Switch.DATTO_WRITES_PER_OPERATION, "100000");
        set(Switch.GZ_REQUESTS_PER_SECOND, "100000");
        set(Switch.GZ_LICENSING_PER_SECOND, "100000");
    }

    void set(Switch which, String value) {
        simulator.switches().set(which, value);
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    Got send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Got(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Got token(String authorization, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(simulator.dattoOrigin() + "/auth/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return send(request.build());
    }

    Got passwordGrant(String key, String secret) {
        return token(PUBLIC_CLIENT, Map.of("grant_type", "password", "username", key, "password", secret));
    }

    String bearer() {
        return bearer(DemoMsp.API_KEY, DemoMsp.API_SECRET_KEY);
    }

    String bearer(String key, String secret) {
        return passwordGrant(key, secret).json().path("access_token").asString();
    }

    /** @param path below the origin, such as {@code /api/v2/account} */
    Got datto(String bearer, String method, String path, String json) {
        URI uri = path.startsWith("http") ? URI.create(path) : URI.create(simulator.dattoOrigin() + path);
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return send(request.build());
    }

    Got get(String bearer, String path) {
        return datto(bearer, "GET", path, null);
    }

    Got rpc(String path, String authorization, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + simulator.gravityZonePort() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return send(request.build());
    }

    /** @param method with its service, as in {@code companies.createCompany} */
    Got gz(String version, String method, String params) {
        String service = method.substring(0, method.indexOf('.'));
        String name = method.substring(method.indexOf('.') + 1);
        return rpc(
                "/api/" + version + "/jsonrpc/" + service,
                basic(DemoMsp.GRAVITYZONE_API_KEY, ""),
                "{\"id\":\"7\",\"jsonrpc\":\"2.0\",\"method\":\"" + name + "\",\"params\":" + params + "}");
    }

    JsonNode result(String method, String params) {
        JsonNode body = gz("v1.0", method, params).json();
        if (body.has("error")) {
            throw new AssertionError(method + " failed: " + body.path("error"));
        }
        return body.path("result");
    }

    JsonNode error(String method, String params) {
        JsonNode body = gz("v1.0", method, params).json();
        if (!body.has("error")) {
            throw new AssertionError(method + " did not fail: " + body);
        }
        return body.path("error");
    }

    Got control(String method, String path, String json) {
        return control(method, path, json, Map.of("Content-Type", "application/json"));
    }

    Got control(String method, String path, String json, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(simulator.controlUrl() + path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return send(request.build());
    }

    String ownCompanyId() {
        return simulator.world().gravityZone().keys().getFirst().companyId();
    }

    String companyId(String name) {
        return simulator.world().gravityZone().companiesNamed(name).getFirst().id();
    }

    String siteUid(String name) {
        return simulator.world().datto().sitesNamed(name).getFirst().uid();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
