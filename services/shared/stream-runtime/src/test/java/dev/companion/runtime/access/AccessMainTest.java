package dev.companion.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.schemas.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessMainTest {

    private static final String NAMES = "admin broker console event-resolver mapper poller provisioner reader registry";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws InterruptedException {
        return AccessMain.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private Map<String, String> files() throws Exception {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(directory)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        directory.relativize(file).toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return files;
    }

    @Test
    void everyPrincipalGetsFilesOfItsOwn() throws Exception {
        assertThat(run("credentials", directory.toString())).isZero();

        try (var names = Files.list(directory)) {
            assertThat(names.map(name -> name.getFileName().toString()).sorted())
                    .containsExactly(NAMES.split(" "));
        }
        // Broker and registry run as other users in their images, and have their directories to themselves.
        var forOthers =
                List.of("broker/client.properties", "broker/server.properties", "registry/application.properties");
        assertThat(files())
                .allSatisfy((file, mode) ->
                        assertThat(mode).as(file).isEqualTo(forOthers.contains(file) ? "rw-r--r--" : "rw-------"));
    }

    @Test
    void existingPasswordsAreKeptAndNoneIsSharedOrPrinted() throws Exception {
        run("credentials", directory.toString());
        var files = new AccessFiles(directory);
        var principals = AccessRights.principals(TopicCatalogue.load());
        var passwords = principals.stream().map(files::password).toList();
        var server = Files.readString(directory.resolve("broker/server.properties"));

        assertThat(run("credentials", directory.toString())).isZero();

        assertThat(principals.stream().map(files::password))
                .isEqualTo(passwords)
                .doesNotHaveDuplicates();
        assertThat(Files.readString(directory.resolve("broker/server.properties")))
                .isEqualTo(server);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(passwords);
    }

    /** How an operator replaces a password: the file is deleted, and all settings with it are made again. */
    @Test
    void aDeletedPasswordIsReplacedWhereverItIsUsed() throws Exception {
        run("credentials", directory.toString());
        var files = new AccessFiles(directory);
        var before = List.of(files.password("broker"), files.password("registry"));
        for (var file : List.of(
                "broker/client.properties",
                "registry/client.properties",
                "registry/writer.properties",
                "broker/server.properties")) {
            Files.delete(directory.resolve(file));
        }

        assertThat(run("credentials", directory.toString())).isZero();

        assertThat(List.of(files.password("broker"), files.password("registry")))
                .doesNotContainAnyElementsOf(before);
        assertThat(Files.readString(directory.resolve("broker/server.properties")))
                .contains(files.password("broker"));
        var writer = RegistryAccess.password(AccessFiles.read(directory.resolve("registry/writer.properties")));
        assertThat(Files.readString(directory.resolve("registry/application.properties")))
                .contains(files.password("registry"), writer)
                .doesNotContain(before);
    }

    @Test
    void wrongArgumentsShowTheUsage() throws Exception {
        assertThat(run()).isEqualTo(2);
        assertThat(run("grant", directory.toString())).isEqualTo(2);
        assertThat(run("prepare", directory.toString(), "kafka:9092", "http://registry", "many"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage: AccessMain credentials DIR");
    }

    @Test
    void missingCredentialsAreRefusedWithWhatIsExpected() throws Exception {
        assertThat(run("grant", directory.toString(), "127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(directory.resolve("broker/client.properties") + ": cannot be read")
                .contains("expected: a file with properties of a Kafka client");
    }
}
