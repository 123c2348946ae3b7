package dev.companion.operations.loglevel;

import dev.companion.operations.connection.Answer;
import dev.companion.operations.connection.CommandRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Changes the level of a logger for a time, or says which are changed. Reaches only what runs on this machine or in this
 * container, because that is where it is listened for.
 */
@Command(
        name = "log-level",
        mixinStandardHelpOptions = true,
        description = {
            "Changes the level of a logger of what runs on this machine, for a time; then it is as configured again.",
            "Without arguments: which levels are changed now.",
            ""
        },
        footer = {
            "",
            "Loggers: dev.companion and below (info, debug, trace), org.apache.kafka.clients and",
            "org.apache.kafka.streams (info, debug). Others may quote credentials or records and are refused.",
            "In a container without this command: /app/log-level LOGGER LEVEL DURATION",
            "",
            "Exit code: 0 done, 3 refused, 1 no answer, 64 wrong arguments."
        })
public final class LogLevelCommand implements Callable<Integer> {

    private static final String VARIABLE = "COMPANION_LOGLEVEL_PORT";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.$]+");
    private static final int OK = 200;
    private static final int REFUSED = 422;
    private static final int PORT_MAX = 65_535;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..3",
            paramLabel = "LOGGER LEVEL DURATION",
            description = "such as dev.companion.poller debug 10m; at most 4h")
    private List<String> change = List.of();

    @Option(names = "--port", description = "where it is listened for (" + VARIABLE + "; 9081)")
    private @Nullable Integer port;

    private final Map<String, String> environment;

    /** @param environment variables of this process */
    public LogLevelCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("not run as a command");
        }
        if (!change.isEmpty() && change.size() != 3) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s (expected: LOGGER LEVEL DURATION, such as dev.companion.poller debug 10m)"
                            .formatted(String.join(" ", change)));
        }
        var out = spec.commandLine().getOut();
        return Answer.of(spec.commandLine().getErr(), () -> ask(out));
    }

    private void ask(PrintWriter out) throws IOException, InterruptedException {
        if (!change.stream().allMatch(each -> PLAIN.matcher(each).matches())) {
            throw new CommandRefused(
                    "not a logger, a level and a duration (expected: such as dev.companion.poller debug 10m)");
        }
        var listens = port();
        var address = "http://localhost:%d/log-level".formatted(listens);
        var request = change.isEmpty()
                ? HttpRequest.newBuilder(URI.create(address)).GET()
                : HttpRequest.newBuilder(URI.create("%s?logger=%s&level=%s&for=%s"
                                .formatted(address, change.get(0), change.get(1), change.get(2))))
                        .PUT(HttpRequest.BodyPublishers.noBody());
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            var answer = client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            switch (answer.statusCode()) {
                case OK -> out.println(answer.body().strip());
                case REFUSED -> throw new CommandRefused(answer.body().strip());
                default -> throw new IOException("port %d answers %d".formatted(listens, answer.statusCode()));
            }
        } catch (java.net.ConnectException e) {
            throw new IOException(
                    "nothing listens on port %d of this machine (expected: %s or --port names the one of a running service; in a container, ask inside it)"
                            .formatted(listens, VARIABLE),
                    e);
        }
    }

    private int port() {
        var given = port != null ? String.valueOf(port) : environment.getOrDefault(VARIABLE, "9081");
        if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > PORT_MAX) {
            throw new CommandRefused("%s: %s (expected: a port, 1 to 65535)".formatted(VARIABLE, given));
        }
        return Integer.parseInt(given);
    }
}
