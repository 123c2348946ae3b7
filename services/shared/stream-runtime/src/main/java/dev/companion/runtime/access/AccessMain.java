package dev.companion.runtime.access;

import dev.companion.runtime.contract.ContractException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The administrator of an installation with a broker and a registry of its own: makes the passwords before they start,
 * and afterwards grants the rights and creates topics and schemas. Running it again mends what differs.
 */
public final class AccessMain {

    private static final String USAGE = """
            usage: AccessMain credentials DIR
                     Makes passwords for all services, broker and registry, in DIR/NAME. Existing ones are kept.
                   AccessMain grant DIR INTERNAL
                     Sets these passwords in the cluster, grants the rights of the catalogue and takes all others away.
                     INTERNAL is host:port of the broker's internal listener.
                   AccessMain prepare DIR KAFKA REGISTRY [REPLICAS]
                     Creates missing topics, with as many replicas as topics.yaml says or REPLICAS, and registers missing
                     schemas. KAFKA is host:port of a broker, REGISTRY the base address of the registry. The credentials
                     are DIR/admin/client.properties and DIR/registry/writer.properties.
            """;

    private static final String REGISTRY_WRITER = "admin";

    /** The images of broker and registry run as other users; each has its directory to itself. */
    private static final String FOR_ANOTHER_USER = "rw-r--r--";

    private final Path directory;
    private final AdminJob job;

    private AccessMain(Path directory) {
        this.directory = directory;
        this.job = new AdminJob(new AccessFiles(directory));
    }

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** @return the exit code: 0 done, 1 refused, 2 wrong arguments */
    static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            switch (arguments.isEmpty() ? "" : arguments.getFirst() + " " + (arguments.size() - 1)) {
                case "credentials 1" -> {
                    of(arguments).makeCredentials();
                    out.println("credentials: complete");
                    return 0;
                }
                case "grant 2" -> {
                    of(arguments).grant(arguments.get(2));
                    out.println("passwords and rights: as the catalogue says");
                    return 0;
                }
                case "prepare 3", "prepare 4" -> {
                    var replicas = arguments.size() == 5 ? Short.valueOf(arguments.get(4)) : null;
                    of(arguments).prepare(arguments.get(2), arguments.get(3), replicas);
                    out.println("topics and schemas: as the catalogue says");
                    return 0;
                }
                default -> {
                    err.print(USAGE);
                    return 2;
                }
            }
        } catch (NumberFormatException e) {
            err.print(USAGE);
            return 2;
        } catch (UncheckedIOException e) {
            err.println(e.getMessage());
            return 1;
        } catch (IllegalStateException | KafkaException | ContractException e) {
            err.println("refused: " + e.getMessage());
            return 1;
        }
    }

    private static AccessMain of(List<String> arguments) {
        return new AccessMain(Path.of(arguments.get(1)));
    }

    /** Passwords are kept; the settings that contain them are written again, since they are those of this build. */
    private void makeCredentials() {
        job.ensureCredentials();
        var files = new AccessFiles(directory);
        if (Files.notExists(broker("client.properties"))) {
            var access = new BrokerAccess(AccessFiles.newPassword());
            AccessFiles.write(broker("client.properties"), BrokerAccess.lines(access.client()), FOR_ANOTHER_USER);
        }
        var access = new BrokerAccess(files.password("broker"));
        AccessFiles.write(
                broker("server.properties"),
                BrokerAccess.lines(BrokerAccess.settings()) + BrokerAccess.lines(access.secrets()),
                FOR_ANOTHER_USER);
        if (Files.notExists(registry("writer.properties"))) {
            var client = RegistryAccess.client(REGISTRY_WRITER, AccessFiles.newPassword());
            AccessFiles.write(registry("writer.properties"), BrokerAccess.lines(client));
        }
        var password = RegistryAccess.password(AccessFiles.read(registry("writer.properties")));
        AccessFiles.write(
                registry("application.properties"),
                RegistryAccess.settings(REGISTRY_WRITER, password)
                        + RegistryAccess.kafka(files.file(AccessRights.REGISTRY)),
                FOR_ANOTHER_USER);
    }

    private void grant(String internal) throws InterruptedException {
        Map<String, Object> config = new HashMap<>(AccessFiles.read(broker("client.properties")));
        config.put("bootstrap.servers", internal);
        try (var admin = Admin.create(config)) {
            job.grant(admin, false);
        }
    }

    private void prepare(String kafka, String registry, @Nullable Short replicas) throws InterruptedException {
        var gate = job.topicsAndSchemas(kafka, registry, AccessFiles.read(registry("writer.properties")), replicas);
        gate.start();
        try {
            gate.awaitOpened();
        } finally {
            gate.stop();
        }
    }

    private Path broker(String file) {
        return directory.resolve("broker").resolve(file);
    }

    private Path registry(String file) {
        return directory.resolve(AccessRights.REGISTRY).resolve(file);
    }
}
