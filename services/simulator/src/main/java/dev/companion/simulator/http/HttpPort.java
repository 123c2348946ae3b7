package dev.companion.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening port; each request runs on a virtual thread of its own. */
public final class HttpPort implements AutoCloseable {

    /** Turns a request into a reply; an exception becomes a bare 500 and an error in the log. */
    @FunctionalInterface
    public interface Handler {
        Reply handle(Request request);
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(HttpPort.class);
    /** Far above what any call of the vendors needs. */
    private static final int REQUEST_BYTES_MAX = 1024 * 1024;

    /** Of a length that is at most {@value #REQUEST_BYTES_MAX}. */
    private static final int DIGITS_MAX = 7;

    private static final Answer TOO_LARGE = Answer.json(413, Map.of("error", "the body is larger than 1 MiB"));
    private static final int BLOCK_BYTES = 64 * 1024;

    static {
        // Read once by the JDK's server. Without the first, each answer on a kept connection waits 40 ms for an ACK;
        // the others stop it from closing a connection at the moment in which a client reuses it.
        setUnlessGiven("sun.net.httpserver.nodelay", "true");
        setUnlessGiven("sun.net.httpserver.idleInterval", "300");
        setUnlessGiven("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpPort(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Opens a port and starts to serve requests.
     *
     * @param name what the port is for, used in the message
     * @param port 0 for any free one
     * @throws IllegalStateException naming the port if it is in use or cannot be opened
     */
    public static HttpPort open(String name, InetAddress address, int port, Handler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
            ExecutorService threads = Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("simulator-" + name + "-", 0).factory());
            server.setExecutor(threads);
            server.createContext("/", exchange -> serve(exchange, handler));
            server.start();
            return new HttpPort(server, threads);
        } catch (BindException e) {
            throw new IllegalStateException(
                    "port " + port + " for the simulator's " + name + " is in use; choose another one", e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "port " + port + " for the simulator's " + name + " cannot be opened: " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Closes the port and every connection at once, including running requests. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void serve(HttpExchange exchange, Handler handler) throws IOException {
        try {
            var body = readBody(exchange);
            if (body == null) {
                send(exchange, Reply.whole(TOO_LARGE));
                return;
            }
            send(exchange, handler.handle(read(exchange, body)));
        } catch (IOException e) {
            // The caller has closed the connection, or a fault has cut it on purpose.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOGGER.atError()
                    .setCause(e)
                    .addKeyValue("path", exchange.getRequestURI().getPath())
                    .log("request failed inside the simulator");
            byte[] body = "internal error of the simulator".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(500, body.length);
            exchange.getResponseBody().write(body);
        } finally {
            exchange.close();
        }
    }

    /** Counted while it is read, whatever length is announced; null if it is too large. */
    private static byte @Nullable [] readBody(HttpExchange exchange) throws IOException {
        var announced = exchange.getRequestHeaders().getFirst("Content-Length");
        if (announced != null && announced.length() > DIGITS_MAX) {
            return null;
        }
        byte[] body = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX + 1);
        return body.length > REQUEST_BYTES_MAX ? null : body;
    }

    private static Request read(HttpExchange exchange, byte[] body) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!values.isEmpty()) {
                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst());
            }
        });
        InetSocketAddress local = exchange.getLocalAddress();
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                fields(exchange.getRequestURI().getRawQuery()),
                headers,
                body,
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                "http://" + headers.getOrDefault("host", "localhost:" + local.getPort()));
    }

    /** Decodes {@code a=1&b=2}, as in a query or a form. */
    public static Map<String, String> fields(@Nullable String encoded) {
        var fields = new HashMap<String, String>();
        if (encoded != null && !encoded.isEmpty()) {
            for (String pair : encoded.split("&")) {
                int at = pair.indexOf('=');
                String name = at < 0 ? pair : pair.substring(0, at);
                String value = at < 0 ? "" : pair.substring(at + 1);
                fields.put(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
        Answer answer = reply.answer();
        if (reply.way() == Reply.Way.NOTHING) {
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body();
        switch (reply.way()) {
            case WHOLE -> {
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
            }
            case HALF -> {
                exchange.sendResponseHeaders(answer.status(), Math.max(2, body.length));
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
            }
            case SLOW_DRIP -> {
                exchange.sendResponseHeaders(answer.status(), 0);
                drip(exchange.getResponseBody(), body, Math.max(1, reply.parameter()));
            }
            case HUGE_BODY -> {
                exchange.sendResponseHeaders(answer.status(), reply.parameter());
                flood(exchange.getResponseBody(), reply.parameter());
            }
            case NOTHING -> throw new IllegalStateException("handled above");
        }
    }

    private static void drip(OutputStream out, byte[] body, long millis) throws IOException, InterruptedException {
        // Ends when the caller gives up or the port closes, which interrupts this thread.
        for (int i = 0; ; i++) {
            out.write(i < body.length - 1 ? body[i] : ' ');
            out.flush();
            Thread.sleep(millis);
        }
    }

    private static void flood(OutputStream out, long bytes) throws IOException {
        byte[] start = "{\"filler\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] block = new byte[BLOCK_BYTES];
        Arrays.fill(block, (byte) 'x');
        System.arraycopy(start, 0, block, 0, start.length);
        for (long sent = 0; sent < bytes; sent += BLOCK_BYTES) {
            out.write(block, 0, (int) Math.min(BLOCK_BYTES, bytes - sent));
            Arrays.fill(block, 0, start.length, (byte) 'x');
        }
    }
}
