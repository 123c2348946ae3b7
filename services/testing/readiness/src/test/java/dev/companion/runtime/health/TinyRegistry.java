package dev.companion.runtime.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A schema registry that can be away, or answer as something that is no registry. */
final class TinyRegistry implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, List<Integer>> versions = new LinkedHashMap<>();
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, String> levels = new LinkedHashMap<>();
    private volatile int status = 200;

    TinyRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** From now on every call gets this status; 200 for a registry that works. */
    void answersWith(int newStatus) {
        status = newStatus;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var answered = status == 200
                    ? answer(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            body)
                    : null;
            var code = status != 200 ? status : answered == null ? 404 : 200;
            var text = answered != null
                    ? JSON.writeValueAsString(answered)
                    : status == 200 ? "{\"error_code\":40403,\"message\":\"not found\"}" : "no such page";
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized @Nullable Object answer(String method, String path, String body) {
        var parts = path.split("/", -1);
        var isConfig = parts[1].equals("config");
        if (isConfig && method.equals("PUT")) {
            levels.put(parts[2], JSON.readTree(body).path("compatibility").asString());
            return Map.of("compatibility", levels.get(parts[2]));
        }
        if (isConfig) {
            return Map.of("compatibilityLevel", levels.getOrDefault(parts[2], "BACKWARD"));
        }
        if (parts[1].equals("schemas")) {
            return Map.of("schema", schemas.get(Integer.parseInt(parts[3]) - 1));
        }
        var known = versions.computeIfAbsent(parts[2], _ -> new ArrayList<>());
        if (method.equals("GET")) {
            return parts.length == 4 ? numbers(known) : version(known.get(Integer.parseInt(parts[4]) - 1));
        }
        var schema = JSON.readTree(body).path("schema").asString();
        var id = known.stream()
                .filter(each -> schemas.get(each - 1).equals(schema))
                .findFirst()
                .orElse(0);
        if (id == 0 && parts.length == 4) {
            schemas.add(schema);
            id = schemas.size();
            known.add(id);
        }
        return id == 0 ? null : Map.of("id", id);
    }

    private static List<Integer> numbers(List<Integer> versions) {
        return java.util.stream.IntStream.rangeClosed(1, versions.size())
                .boxed()
                .toList();
    }

    private Map<String, Object> version(int id) {
        return Map.of("id", id, "schema", schemas.get(id - 1));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
