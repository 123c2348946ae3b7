package dev.companion.standalone;

import dev.companion.operations.OperationsApplication;
import dev.companion.runtime.access.AccessFiles;
import dev.companion.runtime.access.AccessRights;
import dev.companion.runtime.access.AdminJob;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A broker with all rights and a registry, and a person who types commands for them. Two partitions are enough. */
final class OperatedStack implements AutoCloseable {

    /** The registry's program, as the build of standalone unpacks it. */
    static final Path REGISTRY = Path.of("..", "..", "standalone", "target", "registry")
            .toAbsolutePath()
            .normalize();

    static final int PARTITIONS = 2;

    /** What a command has answered. */
    record Ran(int code, String out, String err) {}

    final Broker broker;
    final int port;
    final AccessFiles files;
    final RegistryProcess registry;
    final String registryUrl;
    /** The credentials that may write to the registry. */
    final Path writer;

    private OperatedStack(
            Broker broker, int port, AccessFiles files, RegistryProcess registry, String url, Path writer) {
        this.broker = broker;
        this.port = port;
        this.files = files;
        this.registry = registry;
        this.registryUrl = url;
        this.writer = writer;
    }

    static OperatedStack start(Path directory) throws InterruptedException {
        var registryPort = RegistryProcess.freePort();
        var registry = RegistryProcess.start(REGISTRY, directory.resolve("registry"), registryPort);
        var writer = directory.resolve("writer").resolve("writer.properties");
        AccessFiles.write(
                writer,
                registry.writer().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n")));
        var port = RegistryProcess.freePort();
        var files = new AccessFiles(directory.resolve("credentials"));
        var job = new AdminJob(files);
        job.ensureCredentials();
        var broker = Broker.start(directory.resolve("kafka"), port, null);
        try (var all = broker.admin()) {
            job.grant(all, false);
        }
        var url = "http://127.0.0.1:%d/apis/ccompat/v7".formatted(registryPort);
        return new OperatedStack(broker, port, files, registry, url, writer);
    }

    /** The variables with which the administrator reaches everything. */
    Map<String, String> environment() {
        return Map.of(
                "COMPANION_KAFKA_BOOTSTRAPSERVERS",
                "127.0.0.1:" + port,
                "COMPANION_KAFKA_CREDENTIALS",
                files.file(AccessRights.ADMIN).toString(),
                "COMPANION_REGISTRY_URL",
                registryUrl,
                "COMPANION_TOPICS_PARTITIONS",
                Integer.toString(PARTITIONS),
                "COMPANION_TOPICS_REPLICATION",
                "1");
    }

    static Ran run(Map<String, String> environment, InstantSource clock, String arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = OperationsApplication.commands(
                        environment, clock, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments.split(" "));
        return new Ran(code, out.toString(), err.toString());
    }

    /** Properties of a registry client that may write. */
    Map<String, Object> registryClient() {
        var config = new HashMap<String, Object>(registry.writer());
        config.put("schema.registry.url", registryUrl);
        return config;
    }

    /** Deletes a subject for ever. */
    void deleteSubject(String subject) throws Exception {
        var user = registry.writer().getOrDefault("basic.auth.user.info", "").getBytes(StandardCharsets.UTF_8);
        try (var http = HttpClient.newHttpClient()) {
            for (var path : new String[] {subject, subject + "?permanent=true"}) {
                var request = HttpRequest.newBuilder(URI.create(registryUrl + "/subjects/" + path))
                        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user))
                        .DELETE()
                        .build();
                var status =
                        http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
                if (status != 200) {
                    throw new IllegalStateException("%s: %d".formatted(request.uri(), status));
                }
            }
        }
    }

    @Override
    public void close() {
        broker.close();
        registry.close();
    }
}
