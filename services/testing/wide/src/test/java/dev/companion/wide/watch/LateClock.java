package dev.companion.wide.watch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Between Companion and a vendor: passes everything on, and can set the vendor's clock in the head of each answer. */
final class LateClock implements AutoCloseable {

    private static final Pattern DATE = Pattern.compile("(?<=\r\nDate: )[^\r]{29}");
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private final ServerSocket door;
    private volatile int vendor;
    private volatile Duration behind = Duration.ZERO;

    private LateClock(ServerSocket door) {
        this.door = door;
    }

    static LateClock open() throws IOException {
        var clock = new LateClock(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(clock::accept);
        return clock;
    }

    int port() {
        return door.getLocalPort();
    }

    /** @param port of the vendor, to whom everything is passed on */
    void before(int port) {
        vendor = port;
    }

    void set(Duration behind) {
        this.behind = behind;
    }

    private void accept() {
        try {
            while (true) {
                var caller = door.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void connect(Socket caller) {
        try (caller;
                var there = new Socket(InetAddress.getLoopbackAddress(), vendor)) {
            var asking = Thread.ofVirtual().start(() -> {
                try {
                    caller.getInputStream().transferTo(there.getOutputStream());
                    there.shutdownOutput();
                } catch (IOException e) {
                    // One of both has gone; the answers end too.
                }
            });
            answer(there.getInputStream(), caller.getOutputStream());
            asking.interrupt();
        } catch (IOException e) {
            // The caller sees the end of its connection, as without us.
        }
    }

    /** The simulator writes the head of an answer at once. */
    private void answer(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[64 * 1024];
        for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            var late = behind;
            if (late.isZero()) {
                to.write(buffer, 0, read);
            } else {
                var text = new String(buffer, 0, read, ISO_8859_1);
                to.write(DATE.matcher(text)
                        .replaceAll(date -> FORM.format(
                                LocalDateTime.parse(date.group(), FORM).minus(late)))
                        .getBytes(ISO_8859_1));
            }
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
