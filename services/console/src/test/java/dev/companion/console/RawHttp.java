package dev.companion.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Sends what no well-behaved client sends, byte for byte, and reads whatever comes back. */
public final class RawHttp {

    private static final int BLOCK = 64 * 1024;

    /** What came back; the status is 0 if nothing did. */
    public record Answer(int status, String head, String body) {

        public String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Writes the body after the head; may throw because the server has stopped to read. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;

        /** As many blanks as given, in one piece or in chunks. */
        static Body of(long bytes, boolean chunked) {
            return out -> {
                var block = new byte[BLOCK];
                Arrays.fill(block, (byte) ' ');
                for (var left = bytes; left > 0; left -= BLOCK) {
                    var size = (int) Math.min(BLOCK, left);
                    if (chunked) {
                        out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                    out.write(block, 0, size);
                    if (chunked) {
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                }
                if (chunked) {
                    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            };
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /** @param head request line and headers, without the last empty line */
    public Answer send(String head) {
        return send(head, _ -> {});
    }

    public Answer send(String head, Body body) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var out = socket.getOutputStream();
            out.write((String.join("\r\n", head.lines().toList()) + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            // The server may answer, and stop to read, long before the body is written.
            var writer = Thread.ofVirtual().start(() -> {
                try {
                    body.writeTo(out);
                    out.flush();
                } catch (IOException serverHasHadEnough) {
                    // As expected.
                }
            });
            var answer = parsed(readAll(socket));
            writer.join();
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static byte[] readAll(Socket socket) {
        var all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (IOException cutAfterTheAnswer) {
            // What came before counts.
        }
        return all.toByteArray();
    }

    private static Answer parsed(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, text, "");
        }
        var head = text.substring(0, end);
        return new Answer(Integer.parseInt(head.split(" ")[1]), head, text.substring(end + 4));
    }
}
