package dev.companion.serde;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * A registry as small as its protocol allows; takes schema texts literally, so that one property more is another
 * schema.
 */
final class StubRegistry implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /** What came in. */
    record Request(String method, String path, String authorization) {}

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final String scheme;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<Integer, String> bodiesById = new LinkedHashMap<>();
    private final Map<String, List<Integer>> versions = new LinkedHashMap<>();
    private final Map<String, String> levels = new LinkedHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int failureStatus;
    private volatile String failureBody = "";
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private int nextId = 1;

    private StubRegistry(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    static StubRegistry started() throws IOException {
        return new StubRegistry(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http");
    }

    static StubRegistry startedWithTls(HttpsConfigurator configurator) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(configurator);
        return new StubRegistry(server, "https");
    }

    static StubRegistry startedWithTls(SSLContext context) throws IOException {
        return startedWithTls(new HttpsConfigurator(context));
    }

    String url() {
        return scheme + "://localhost:" + server.getAddress().getPort();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Request> requests() {
        return requests;
    }

    /** Registers a schema as another client would. */
    synchronized int holds(String subject, String schema) {
        return holdsBody(subject, JSON.writeValueAsString(Map.of("schema", schema)));
    }

    /** Registers an answer that may contain more than a schema. */
    synchronized int holdsBody(String subject, String body) {
        int id = nextId++;
        bodiesById.put(id, body);
        versions.computeIfAbsent(subject, name -> new ArrayList<>()).add(id);
        return id;
    }

    synchronized void nextIdIs(int id) {
        nextId = id;
    }

    /** The next requests are answered with this status, however sensible they are. */
    void failsNext(int times, int status, String body) {
        failureStatus = status;
        failureBody = body;
        failures.set(times);
    }

    /** Keeps every request unanswered until the latch is counted down. */
    void waitsFor(CountDownLatch latch) {
        gate = latch;
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().toString();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(new Request(exchange.getRequestMethod(), path, authorization == null ? "" : authorization));
            gate.await();
            Answer answer = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                    ? new Answer(failureStatus, failureBody)
                    : answer(exchange.getRequestMethod(), path.replaceAll("\\?.*", ""), body);
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(answer.status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Answer answer(String method, String path, String body) {
        String[] parts = path.substring(1).split("/");
        String shape = method + " " + parts[0] + "/" + parts.length;
        return switch (shape) {
            case "GET subjects/1" -> new Answer(200, JSON.writeValueAsString(versions.keySet()));
            case "GET schemas/3" -> byId(Integer.parseInt(parts[2]));
            case "POST subjects/2" -> lookUp(decoded(parts[1]), body);
            case "POST subjects/3" -> register(decoded(parts[1]), body);
            case "GET subjects/4" -> version(decoded(parts[1]), parts[3]);
            case "POST compatibility/5" ->
                versions.containsKey(decoded(parts[2]))
                        ? new Answer(200, "{\"is_compatible\":" + !body.contains("Incompatible") + "}")
                        : error(404, 40401, "Subject not found.");
            case "PUT config/2" -> {
                levels.put(
                        decoded(parts[1]),
                        JSON.readTree(body).path("compatibility").asString());
                yield new Answer(200, body);
            }
            case "GET config/2" ->
                new Answer(
                        200, "{\"compatibilityLevel\":\"" + levels.getOrDefault(decoded(parts[1]), "BACKWARD") + "\"}");
            default -> new Answer(404, "<html>no such page</html>");
        };
    }

    private Answer byId(int id) {
        String body = bodiesById.get(id);
        return body == null ? error(404, 40403, "Schema " + id + " not found") : new Answer(200, body);
    }

    private Answer lookUp(String subject, String body) {
        List<Integer> ids = versions.get(subject);
        if (ids == null) {
            return error(404, 40401, "Subject '" + subject + "' not found.");
        }
        return ids.stream()
                .filter(id -> text(bodiesById.get(id)).equals(text(body)))
                .findFirst()
                .map(id -> new Answer(200, "{\"subject\":\"s\",\"version\":1,\"id\":" + id + "}"))
                .orElseGet(() -> error(404, 40403, "Schema not found"));
    }

    private Answer register(String subject, String body) {
        Answer known = lookUp(subject, body);
        if (known.status == 200) {
            return known;
        }
        return new Answer(200, "{\"id\":" + holds(subject, text(body)) + "}");
    }

    private Answer version(String subject, String version) {
        List<Integer> ids = versions.get(subject);
        if (ids == null) {
            return error(404, 40401, "Subject '" + subject + "' not found.");
        }
        int number = version.equals("latest") ? ids.size() : Integer.parseInt(version);
        int id = ids.get(number - 1);
        return new Answer(
                200,
                "{\"version\":" + number + ",\"id\":" + id + ","
                        + bodiesById.get(id).substring(1));
    }

    private static String text(String body) {
        return JSON.readTree(body).path("schema").asString();
    }

    private static Answer error(int status, int code, String message) {
        return new Answer(status, "{\"error_code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
