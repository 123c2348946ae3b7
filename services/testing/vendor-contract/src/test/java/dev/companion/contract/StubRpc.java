package dev.companion.contract;

import dev.companion.vendor.StubServer;
import dev.companion.vendor.StubServer.Received;
import dev.companion.vendor.StubServer.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON-RPC over HTTP as the examples show it: keys with their services, the envelope, and errors under 200. */
final class StubRpc implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the methods behind it do. */
    interface Methods {
        /**
         * @param method with its service, as in {@code companies.createCompany}
         * @param enabled services of the key that calls
         * @throws Objection for a parameter that will not do
         */
        @Nullable Object result(String method, JsonNode params, Set<String> enabled);
    }

    /** A refusal in the vendor's words. */
    static final class Objection extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Objection(String details) {
            super(details, null, false, false);
        }
    }

    private final Methods methods;
    private final Map<String, Set<String>> services = new ConcurrentHashMap<>();
    private final StubTroubles troubles =
            new StubTroubles(Reply.json(409, "{\"error\":{\"code\":-32000,\"message\":\"Server error\"}}"));
    private final StubServer server = new StubServer(this::reply);

    StubRpc(Methods methods) {
        this.methods = methods;
    }

    void enable(String key, Set<String> some) {
        services.put(key, some);
    }

    void revoke(String key) {
        services.remove(key);
    }

    StubTroubles troubles() {
        return troubles;
    }

    String origin() {
        return server.origin();
    }

    String hostAndPort() {
        return server.hostAndPort();
    }

    private Reply reply(Received request) {
        if (!request.method().equals("POST")) {
            return Reply.html(405);
        }
        if (!request.path().matches("/api/v1\\.[01]/jsonrpc/[a-z]+")) {
            return Reply.html(404);
        }
        var body = JSON.readTree(request.body());
        var service = request.path().split("/")[4];
        var enabled = services.get(keyOf(request));
        if (enabled == null) {
            var details = "Invalid API key. Please generate an API key in Control Center.";
            return error(401, body, -32000, "Server error", details);
        }
        // A key may read its own rights even if this service is not enabled.
        if (!enabled.contains(service) && !service.equals("general")) {
            return Reply.of(403, Map.of(), "");
        }
        var method = service + "." + body.path("method").asString();
        return troubles.answer(method, () -> answered(method, body, enabled));
    }

    private static String keyOf(Received request) {
        var basic = request.headers().getOrDefault("authorization", "").replace("Basic ", "");
        var pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
        return pair.substring(0, Math.max(0, pair.length() - 1));
    }

    private Reply answered(String method, JsonNode body, Set<String> enabled) {
        try {
            var answer = new LinkedHashMap<String, @Nullable Object>();
            answer.put("id", body.path("id"));
            answer.put("jsonrpc", "2.0");
            answer.put("result", methods.result(method, body.path("params"), enabled));
            return Reply.json(JSON.writeValueAsString(answer));
        } catch (Objection objection) {
            return error(200, body, -32602, "Invalid params", String.valueOf(objection.getMessage()));
        }
    }

    private static Reply error(int status, JsonNode body, int code, String message, String details) {
        var error = Map.of("code", code, "message", message, "data", Map.of("details", details));
        return Reply.json(
                status, JSON.writeValueAsString(Map.of("id", body.path("id"), "jsonrpc", "2.0", "error", error)));
    }

    @Override
    public void close() {
        server.close();
    }
}
