package dev.companion.runtime.loglevel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogLevelServerTest {

    private static final String CHANGE = "PUT /log-level?logger=dev.companion.poller&level=debug&for=10m";

    private final LoggerContext loggers = new LoggerContext();
    private final LogLevelServer server = new LogLevelServer(
            0, new LogLevels(loggers, InstantSource.fixed(Instant.parse("2026-11-30T10:00:00Z")), (_, _) -> {}));

    @BeforeEach
    void starts() {
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop();
    }

    /** Plain bytes, because a client of the JDK does not send the host name that a test chooses. */
    private String answer(String request, String... headers) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.listensOn())) {
            socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            var head = request + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Level level() {
        return loggers.getLogger("dev.companion.poller").getLevel();
    }

    @Test
    void aPersonOnTheMachineChangesALevelAndSeesIt() throws IOException {
        assertThat(answer(CHANGE, "Host: localhost"))
                .startsWith("HTTP/1.1 200")
                .endsWith("dev.companion.poller is DEBUG until 2026-11-30T10:10:00Z\n");
        assertThat(level()).isEqualTo(Level.DEBUG);
        assertThat(answer("GET /log-level", "Host: 127.0.0.1:9081")).contains("dev.companion.poller is DEBUG");
    }

    @Test
    void withoutAChangeItSaysSo() throws IOException {
        assertThat(answer("GET /log-level", "Host: localhost")).endsWith("all levels are as configured\n");
    }

    @Test
    void aRefusalSaysWhatIsExpected() throws IOException {
        assertThat(answer("PUT /log-level?logger=ROOT&level=debug&for=10m", "Host: localhost"))
                .startsWith("HTTP/1.1 422")
                .contains("(expected: dev.companion");
    }

    @Test
    void aPageInABrowserCannotUseIt() throws IOException {
        assertThat(answer(CHANGE, "Host: rebound.example")).startsWith("HTTP/1.1 421");
        assertThat(answer(CHANGE, "Host: localhost", "Origin: http://evil.example"))
                .startsWith("HTTP/1.1 403");
        assertThat(answer("OPTIONS /log-level", "Host: localhost"))
                .startsWith("HTTP/1.1 405")
                .doesNotContain("Access-Control");
        assertThat(answer(CHANGE.replace("PUT", "POST"), "Host: localhost")).startsWith("HTTP/1.1 405");
        assertThat(level()).isNull();
    }

    @Test
    void otherMachinesDoNotReachIt() throws IOException {
        for (var network : NetworkInterface.networkInterfaces().toList()) {
            for (var address : network.inetAddresses()
                    .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                    .toList()) {
                try (var socket = new Socket()) {
                    assertThat(connects(socket, new InetSocketAddress(address, server.listensOn())))
                            .as("%s", address)
                            .isFalse();
                }
            }
        }
    }

    private static boolean connects(Socket socket, InetSocketAddress address) {
        try {
            socket.connect(address, 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aPortThatIsTakenStopsNoService() {
        var second = new LogLevelServer(
                server.listensOn(), new LogLevels(loggers, InstantSource.fixed(Instant.EPOCH), (_, _) -> {}));

        second.start();

        assertThat(second.isRunning()).isFalse();
        second.stop();
    }

    @Test
    void itIsNotThereUnlessAPortIsSet() {
        assertThat(server.isAutoStartup()).isFalse();
    }
}
