package dev.companion.wide.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.companion.stack.Http;
import dev.companion.watch.rules.AlertmanagerFile;
import dev.companion.watch.rules.Alerts;
import dev.companion.watch.rules.Recordings;
import dev.companion.watch.rules.RuleFile;
import dev.companion.watch.rules.Scale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A Prometheus and an Alertmanager of this machine with our rules, minutes divided by sixty, and the webhook that they
 * tell.
 */
final class WatchTower implements AutoCloseable {

    /** What the webhook was told about an alert, and when by {@code System.nanoTime}. */
    private record Told(boolean firing, long at) {}

    static final String PROMETHEUS = "prometheus";
    static final String ALERTMANAGER = "prometheus-alertmanager";

    private final Map<String, List<Told>> told = new ConcurrentHashMap<>();
    private final List<Process> processes = new ArrayList<>();
    private final HttpServer webhook;
    private final Path directory;
    private final Http prometheus;

    private WatchTower(Path directory, HttpServer webhook, int port) {
        this.directory = directory;
        this.webhook = webhook;
        this.prometheus = new Http("http://127.0.0.1:" + port);
    }

    static boolean isInstalled() {
        return List.of(PROMETHEUS, ALERTMANAGER).stream()
                .allMatch(program -> Arrays.stream(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, program))));
    }

    /** @param targets management ports that are scraped every second */
    static WatchTower start(Path directory, List<Integer> targets) throws IOException {
        Files.createDirectories(directory);
        var webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var port = freePort();
        var alertmanager = freePort();
        var tower = new WatchTower(directory, webhook, port);
        webhook.createContext("/", exchange -> {
            tower.hear(Http.JSON.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        webhook.start();
        tower.write("recordings.yaml", RuleFile.recordings(Recordings.of(Scale.SIXTIETH), "1s"));
        tower.write("alerts.yaml", RuleFile.alerts(Alerts.of(Scale.SIXTIETH), "1s"));
        tower.write(
                "alertmanager.yml",
                AlertmanagerFile.text("http://127.0.0.1:" + webhook.getAddress().getPort(), "1s", "1s"));
        tower.write("prometheus.yml", configuration(targets, alertmanager));
        tower.run(
                ALERTMANAGER,
                "--config.file=alertmanager.yml",
                "--storage.path=" + directory.resolve("alertmanager"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + alertmanager);
        tower.run(
                PROMETHEUS,
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=" + directory.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port);
        return tower;
    }

    private static String configuration(List<Integer> targets, int alertmanager) {
        var text = new StringBuilder("""
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: [recordings.yaml, alerts.yaml]
                alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:%d"]}]}]}
                scrape_configs:
                  - job_name: companion
                    metrics_path: /actuator/prometheus
                    static_configs: [{targets: [""".formatted(alertmanager));
        text.append(String.join(
                ", ", targets.stream().map("\"127.0.0.1:%d\""::formatted).toList()));
        return text.append("]}]\n").toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private void run(String... command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(command[0] + ".out").toFile())
                .start());
    }

    private void hear(JsonNode notification) {
        var now = System.nanoTime();
        for (var alert : notification.path("alerts")) {
            told.computeIfAbsent(alert.path("labels").path("alertname").asString(), _ -> new CopyOnWriteArrayList<>())
                    .add(new Told(alert.path("status").asString().equals("firing"), now));
        }
    }

    /** When the webhook was first told after a moment that an alert fires; 0 if it was not. */
    long firstFiring(String alert, long after) {
        return toldOf(alert).stream()
                .filter(each -> each.firing() && each.at() > after)
                .mapToLong(Told::at)
                .min()
                .orElse(0);
    }

    /** When the webhook was last told that an alert is over, if Prometheus finds nothing more of it; otherwise 0. */
    long overAt(String alert) {
        var over = last(alert, false);
        return over >= last(alert, true) && !isFiring(alert) ? over : 0;
    }

    private long last(String alert, boolean firing) {
        return toldOf(alert).stream()
                .filter(each -> each.firing() == firing)
                .mapToLong(Told::at)
                .max()
                .orElse(0);
    }

    private List<Told> toldOf(String alert) {
        return told.getOrDefault(alert, List.of());
    }

    /** The samples of an expression now. Fails if Prometheus does not understand it. */
    List<Double> query(String expression) {
        var answer = prometheus.get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
        var values = new ArrayList<Double>();
        for (var sample : answer.path("data").path("result")) {
            var text = sample.path("value").get(1).asString();
            values.add(
                    switch (text) {
                        case "NaN" -> Double.NaN;
                        case "+Inf" -> Double.POSITIVE_INFINITY;
                        case "-Inf" -> Double.NEGATIVE_INFINITY;
                        default -> Double.parseDouble(text);
                    });
        }
        return values;
    }

    boolean isFiring(String alert) {
        return !query("ALERTS{alertname=\"%s\",alertstate=\"firing\"}".formatted(alert))
                .isEmpty();
    }

    /** The names of all metrics that were scraped. */
    List<String> names() {
        var names = new ArrayList<String>();
        prometheus.get("/api/v1/label/__name__/values").path("data").forEach(name -> names.add(name.asString()));
        return names;
    }

    boolean isReady() {
        try {
            return prometheus.send("GET", "/-/ready", null, Map.of()).status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        webhook.stop(0);
        for (var process : processes) {
            process.destroy();
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
