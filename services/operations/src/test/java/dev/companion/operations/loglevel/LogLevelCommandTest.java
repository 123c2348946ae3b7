package dev.companion.operations.loglevel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.companion.operations.OperationsApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogLevelCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = new ArrayList<>();
    private HttpServer service;
    private int status = 200;
    private String answer = "all levels are as configured\n";

    @BeforeEach
    void serviceListens() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        service.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            var text = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void serviceEnds() {
        service.stop(0);
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of("log-level"));
        all.addAll(List.of(arguments));
        return OperationsApplication.commands(
                        Map.of(
                                "COMPANION_LOGLEVEL_PORT",
                                Integer.toString(service.getAddress().getPort())),
                        InstantSource.fixed(Instant.EPOCH),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void aLevelIsAskedForAndTheAnswerSaysUntilWhen() {
        answer = "dev.companion.poller is DEBUG until 2026-11-30T10:10:00Z\n";

        assertThat(run("dev.companion.poller", "debug", "10m")).isZero();
        assertThat(asked).containsExactly("PUT /log-level?logger=dev.companion.poller&level=debug&for=10m");
        assertThat(out.toString().strip()).isEqualTo(answer.strip());
    }

    @Test
    void withoutArgumentsItOnlyAsks() {
        assertThat(run()).isZero();
        assertThat(asked).containsExactly("GET /log-level");
    }

    @Test
    void aRefusalOfTheServiceEndsWith3() {
        status = 422;
        answer = "logger ROOT: its level cannot be changed\n";

        assertThat(run("ROOT", "debug", "10m")).isEqualTo(3);
        assertThat(err.toString()).startsWith("refused: logger ROOT");
    }

    @Test
    void whatIsNoPlainWordIsNotSent() {
        assertThat(run("dev.companion&for=4h", "debug", "10m")).isEqualTo(3);
        assertThat(asked).isEmpty();
    }

    @Test
    void twoOfThreeArgumentsAreWrong() {
        assertThat(run("dev.companion", "debug")).isEqualTo(64);
        assertThat(asked).isEmpty();
    }

    @Test
    void whereNothingListensItSaysWhereToAsk() {
        service.stop(0);

        assertThat(run("dev.companion", "debug", "10m")).isEqualTo(1);
        assertThat(err.toString()).contains("nothing listens on port").contains("in a container, ask inside it");
    }
}
