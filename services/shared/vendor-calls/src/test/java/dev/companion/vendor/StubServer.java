package dev.companion.vendor;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * An HTTP/1.1 server on bare sockets, on the loopback address and a free port: only so can it break an exchange at any
 * point. A script turns each request into a reply; a request counts as received before its reply is chosen.
 */
public final class StubServer implements AutoCloseable {

    /** @param headers names in lower case */
    public record Received(
            String method, String pathAndQuery, Map<String, String> headers, String body, int connection) {
        public String path() {
            return pathAndQuery.split("\\?", 2)[0];
        }
    }

    public sealed interface Reply {
        Reply EMPTY = new Answer(200, Map.of(), new byte[0]);

        static Reply json(int status, String body) {
            return new Answer(
                    status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
        }

        static Reply json(String body) {
            return json(200, body);
        }

        static Reply html(int status) {
            return of(status, Map.of("Content-Type", "text/html"), "<html><title>Gateway</title><p>Sorry</p></html>");
        }

        static Reply of(int status, Map<String, String> headers, String body) {
            return new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    public record Answer(int status, Map<String, String> headers, byte[] body) implements Reply {}

    /** Ways to break an exchange after the whole request has arrived. */
    public enum Fault implements Reply {
        RESET_BEFORE_ANSWER,
        CLOSE_BEFORE_ANSWER,
        CLOSE_IN_HEADERS,
        CLOSE_IN_BODY,
        SILENCE,
        SLOW_DRIP,
        ENDLESS_BODY,
        NOT_HTTP
    }

    private final ServerSocket server;
    private final Function<Received, Reply> script;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicLong bodyBytesSent = new AtomicLong();
    private final CompletableFuture<Void> hungUp = new CompletableFuture<>();

    public StubServer(Function<Received, Reply> script) {
        this.script = script;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public String hostAndPort() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Without a trailing slash. */
    public String origin() {
        return "http://" + hostAndPort();
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public long bodyBytesSent() {
        return bodyBytesSent.get();
    }

    /** Done as soon as a client has hung up in the middle of a faulty answer. */
    public CompletableFuture<Void> hungUp() {
        return hungUp;
    }

    private void accept() {
        for (int number = 1; !server.isClosed(); number++) {
            try {
                var socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                int connection = number;
                Thread.ofVirtual().start(() -> serve(socket, connection));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var next = read(in, connection); next != null; next = read(in, connection)) {
                received.add(next);
                switch (script.apply(next)) {
                    case Answer answer -> send(socket, answer);
                    case Fault fault -> {
                        break_(socket, fault);
                        return;
                    }
                }
            }
        } catch (IOException _) {
            hungUp.complete(null);
        }
    }

    private static Received read(InputStream in, int connection) throws IOException {
        var start = line(in);
        if (start.isEmpty()) {
            return null;
        }
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var parts = line.split(":", 2);
            if (parts.length < 2) {
                return null;
            }
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        var words = start.split(" ");
        return new Received(words[0], words[1], headers, new String(body, StandardCharsets.UTF_8), connection);
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                bytes.write(b);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void send(Socket socket, Answer answer) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + answer.status() + " Stub\r\n");
        answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (answer.status() != 204 && answer.status() != 304) {
            head.append("Content-Length: " + answer.body().length + "\r\n");
        }
        write(socket, head + "\r\n");
        socket.getOutputStream().write(answer.body());
        socket.getOutputStream().flush();
    }

    private void break_(Socket socket, Fault fault) throws IOException {
        switch (fault) {
            case RESET_BEFORE_ANSWER -> socket.setSoLinger(true, 0);
            case CLOSE_BEFORE_ANSWER -> {}
            case CLOSE_IN_HEADERS -> write(socket, "HTTP/1.1 200 OK\r\nContent-Le");
            case CLOSE_IN_BODY -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"pageDetails\":");
            case NOT_HTTP -> write(socket, "220 mail.example ESMTP\r\n\r\n");
            case SILENCE -> waitForHangUp(socket);
            case SLOW_DRIP -> {
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                drip(socket);
            }
            case ENDLESS_BODY -> {
                write(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
                flood(socket);
            }
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private void waitForHangUp(Socket socket) throws IOException {
        if (socket.getInputStream().read() < 0) {
            hungUp.complete(null);
        }
    }

    /** A byte now and then, until the other side has had enough. */
    private void drip(Socket socket) throws IOException {
        socket.setSoTimeout(20);
        while (true) {
            write(socket, " ");
            try {
                waitForHangUp(socket);
                return;
            } catch (SocketTimeoutException _) {
                // Still there: the next drop.
            }
        }
    }

    private void flood(Socket socket) throws IOException {
        var block = new byte[64 * 1024];
        while (true) {
            socket.getOutputStream().write(block);
            bodyBytesSent.addAndGet(block.length);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
