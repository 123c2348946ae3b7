package dev.companion.runtime.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The credentials of the principals, each in a directory of its own that only its owner can read. A file contains
 * properties of a Kafka client, so every Java client can use it as it is.
 */
public final class AccessFiles {

    /** SCRAM: the broker knows no password, only what it needs to check one. */
    public static final String MECHANISM = "SCRAM-SHA-512";

    private static final Pattern PASSWORD = Pattern.compile("password=\"([A-Za-z0-9_-]+)\"");

    private final Path directory;

    public AccessFiles(Path directory) {
        this.directory = directory;
    }

    /** Makes a password for each principal that has none. */
    public void ensure(Iterable<String> principals) {
        for (var principal : principals) {
            if (Files.notExists(file(principal))) {
                write(file(principal), javaClient(principal, newPassword()));
            }
        }
    }

    /** The properties of a Java client. */
    public Path file(String principal) {
        return directory.resolve(principal).resolve("client.properties");
    }

    /** Writes the same credentials by the names of librdkafka (kcat, and the clients of most other languages). */
    public Path writeForLibrdkafka(String principal) {
        var file = directory.resolve(principal).resolve("librdkafka.properties");
        write(file, """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanisms=%s
                sasl.username=%s
                sasl.password=%s
                """.formatted(MECHANISM, principal, password(principal)));
        return file;
    }

    public String password(String principal) {
        var file = file(principal);
        var password = PASSWORD.matcher(read(file).getOrDefault("sasl.jaas.config", ""));
        if (!password.find()) {
            throw new IllegalStateException(
                    "credentials %s: no password in it (delete the file: the next start writes a new one)"
                            .formatted(file));
        }
        return password.group(1);
    }

    /** The properties in a file. */
    public static Map<String, String> read(Path file) {
        var read = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            read.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "credentials %s: cannot be read, %s (expected: a file with properties of a Kafka client, for this user to read)"
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
        var properties = new HashMap<String, String>();
        read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
        return properties;
    }

    private static String javaClient(String principal, String password) {
        return """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=%s
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="%s";
                """.formatted(MECHANISM, principal, password);
    }

    /** 256 bits, in letters that need no quoting anywhere. */
    public static String newPassword() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Creates or replaces a file that only its owner can read, and the directory that it is in. */
    public static void write(Path file, String content) {
        write(file, content, "rw-------");
    }

    /**
     * For a program that runs as another user, and has the directory to itself.
     *
     * @param permissions of the file
     */
    static void write(Path file, String content, String permissions) {
        var directory = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var temporary = Files.createTempFile(directory, "new", ".tmp"); // its owner's alone
            Files.writeString(temporary, content, StandardCharsets.UTF_8);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(permissions));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "credentials %s: cannot be written, %s"
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }
}
