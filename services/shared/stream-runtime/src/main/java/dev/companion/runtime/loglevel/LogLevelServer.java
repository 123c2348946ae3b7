package dev.companion.runtime.loglevel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.companion.runtime.LogKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Shows and changes levels of loggers, on a port of its own that only this machine or pod reaches: it listens on
 * 127.0.0.1. The port of health and metrics is open to the network, and an address that a request comes from proves
 * nothing behind a proxy in the same pod.
 *
 * <p>{@code GET /log-level} says which levels are changed now; {@code PUT /log-level?logger=L&level=L&for=10m} changes one.
 * A page that a browser on this machine has open cannot use it: PUT from another origin needs a permission that is never
 * given, and a request for another host name is refused.
 */
final class LogLevelServer implements SmartLifecycle {

    static final String PATH = "/log-level";

    private static final Logger LOGGER = LoggerFactory.getLogger(LogLevelServer.class);
    private static final List<String> HOSTS = List.of("localhost", "127.0.0.1");

    private final int port;
    private final LogLevels levels;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    /** @param port on which it listens; 0 for any, and then it is not started with the application */
    LogLevelServer(int port, LogLevels levels) {
        this.port = port;
        this.levels = levels;
    }

    @Override
    public boolean isAutoStartup() {
        return port > 0;
    }

    /** A port that is taken is said in the log: a service does not depend on it. */
    @Override
    public synchronized void start() {
        try {
            var listening = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 4);
            var workers = Executors.newVirtualThreadPerTaskExecutor();
            listening.setExecutor(workers);
            listening.createContext("/", this::answer);
            listening.start();
            server = listening;
            threads = workers;
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue(LogKeys.DETAIL, e.getMessage())
                    .log("levels of loggers cannot be changed while this process runs");
        }
    }

    /** The port on which it listens. */
    synchronized int listensOn() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var response = response(exchange);
            var text = (response.text() + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(response.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private record Response(int status, String text) {}

    private Response response(HttpExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !HOSTS.contains(host.replaceFirst(":[0-9]{1,5}$", ""))) {
            return new Response(421, "host: not this machine (expected: localhost)");
        }
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            return new Response(403, "origin: pages may not do this");
        }
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return new Response(404, "nothing here (expected: " + PATH + ")");
        }
        return switch (exchange.getRequestMethod()) {
            case "GET" -> new Response(200, all());
            case "PUT" -> change(parameters(exchange.getRequestURI().getRawQuery()));
            default -> new Response(405, "method: not known (expected: GET or PUT)");
        };
    }

    private String all() {
        var changed = levels.changed();
        return changed.isEmpty()
                ? "all levels are as configured"
                : changed.stream().map(LogLevelServer::words).collect(Collectors.joining("\n"));
    }

    private Response change(Map<String, String> parameters) {
        try {
            return new Response(
                    200,
                    words(levels.apply(LevelChange.of(
                            parameters.getOrDefault("logger", ""),
                            parameters.getOrDefault("level", ""),
                            parameters.getOrDefault("for", "")))));
        } catch (LevelChange.Refused e) {
            return new Response(422, String.valueOf(e.getMessage()));
        }
    }

    private static String words(LogLevels.Changed changed) {
        return "%s is %s until %s"
                .formatted(changed.logger(), changed.level(), changed.until().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Values as they are: none that is permitted has a character that would be encoded. */
    private static Map<String, String> parameters(@Nullable String query) {
        var parameters = new HashMap<String, String>();
        for (var part : query == null ? new String[0] : query.split("&")) {
            var at = part.indexOf('=');
            if (at > 0) {
                parameters.put(part.substring(0, at), part.substring(at + 1));
            }
        }
        return parameters;
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
        if (threads != null) {
            threads.close();
            threads = null;
        }
        levels.end();
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }
}
