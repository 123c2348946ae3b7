package dev.companion.gravityzone;

import dev.companion.gravityzone.http.GravityZoneClients;
import dev.companion.vendor.AllowedHosts;
import dev.companion.vendor.LenientJson;
import dev.companion.vendor.Secret;
import dev.companion.vendor.StubServer;
import dev.companion.vendor.StubServer.Received;
import dev.companion.vendor.StubServer.Reply;
import dev.companion.vendor.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A cloud with one key: checks the envelope itself and answers methods as configured. */
final class GravityZoneStub implements AutoCloseable {

    static final Secret KEY = Secret.of("3fk2j+KEY/ü8d");

    /** @param params the named parameters, always an object */
    record Call(String path, String method, JsonNode params, JsonNode id) {}

    private final Map<String, Function<Call, Reply>> methods = new LinkedHashMap<>();
    private final Map<String, Reply> barred = new LinkedHashMap<>();
    private final StubServer server = new StubServer(this::reply);
    private final VendorHttp http;

    GravityZoneStub() {
        this(Duration.ofSeconds(20));
    }

    GravityZoneStub(Duration totalTimeout) {
        http = VendorHttp.of(AllowedHosts.of(List.of(server.hostAndPort())), totalTimeout, totalTimeout);
    }

    /** @param method "packages.createPackage" */
    GravityZoneStub on(String method, Function<Call, Reply> script) {
        methods.put(method, script);
        return this;
    }

    /** @param result JSON of the result */
    GravityZoneStub on(String method, String result) {
        return on(method, call -> result(call, result));
    }

    GravityZoneStub failing(String method, int code, String details) {
        return on(method, call -> error(call, 200, code, details));
    }

    /** Every method of the service is answered like this. */
    GravityZoneStub barring(String service, Reply reply) {
        barred.put(service, reply);
        return this;
    }

    static Reply result(Call call, String result) {
        return Reply.json("{\"id\":%s,\"jsonrpc\":\"2.0\",\"result\":%s}".formatted(call.id, result));
    }

    static Reply error(Call call, int status, int code, String details) {
        return Reply.json(
                status,
                "{\"id\":%s,\"jsonrpc\":\"2.0\",\"error\":{\"code\":%d,\"message\":\"Message\",\"data\":{\"details\":%s}}}"
                        .formatted(call.id, code, LenientJson.write(details)));
    }

    GravityZoneClient client() {
        return client(server.origin() + "/api");
    }

    GravityZoneClient client(String accessUrl) {
        return client(accessUrl, KEY);
    }

    GravityZoneClient client(String accessUrl, Secret key) {
        return GravityZoneClients.of(http, new GravityZoneCredentials(accessUrl, key));
    }

    String origin() {
        return server.origin();
    }

    List<Received> requests() {
        return server.received();
    }

    /** "/api/v1.0/jsonrpc/packages createPackage" */
    List<String> calls() {
        return server.received().stream()
                .map(request -> request.path() + " " + call(request).method)
                .toList();
    }

    JsonNode lastParams() {
        return call(server.received().getLast()).params;
    }

    private static Call call(Received request) {
        var body = LenientJson.parse(request.body()).orElseThrow();
        return new Call(request.path(), body.path("method").asString(), body.path("params"), body.path("id"));
    }

    private Reply reply(Received request) {
        var key = Base64.getEncoder().encodeToString((KEY.reveal() + ":").getBytes(StandardCharsets.UTF_8));
        if (!request.method().equals("POST")) {
            return Reply.html(405);
        }
        var service = request.path().substring(request.path().lastIndexOf('/') + 1);
        if (!request.path().matches("/api/v1\\.[01]/jsonrpc/[a-z]+")) {
            return Reply.html(404);
        }
        var call = call(request);
        var body = LenientJson.parse(request.body()).orElseThrow();
        if (!("Basic " + key).equals(request.headers().get("authorization"))) {
            return error(call, 401, -32000, "Invalid API key. Please generate an API key in Control Center.");
        }
        if (!"application/json".equals(request.headers().get("content-type"))
                || !"2.0".equals(body.path("jsonrpc").asString())
                || !call.params.isObject()) {
            return error(call, 200, -32600, "Invalid Request");
        }
        if (barred.containsKey(service)) {
            return barred.get(service);
        }
        var script = methods.get(service + "." + call.method);
        return script == null ? error(call, 200, -32601, "The selected API is not available.") : script.apply(call);
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
