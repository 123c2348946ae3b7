package dev.companion.wide;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL of Debian's package with data of its own. It does not run as root, so a root user starts it as another. */
final class PostgresProcess implements AutoCloseable {

    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);
    /** What the package calls its user; it owns nothing here but the data. */
    private static final String USER = "postgres";

    private final Path programs;
    private final Path directory;
    private final int port;
    private final Program.Running server;

    private PostgresProcess(Path programs, Path directory, int port, Program.Running server) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
        this.server = server;
    }

    /** The newest installed; empty if none is. */
    static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(PACKAGES)) {
            return Optional.empty();
        }
        try (var versions = Files.list(PACKAGES)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparingInt(bin ->
                            Integer.parseInt(bin.getParent().getFileName().toString())));
        }
    }

    static PostgresProcess start(Path programs) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("companion-postgres");
        if (isRoot()) {
            command(Path.of("/"), "chown", USER, directory.toString()).output();
        }
        var data = directory.resolve("data").toString();
        command(
                        directory,
                        as(programs, "initdb", "-D", data, "-U", "companion", "-A", "trust", "-E", "UTF8", "--no-sync"))
                .output();
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var server = command(
                        directory,
                        as(
                                programs,
                                "postgres",
                                "-D",
                                data,
                                "-k",
                                directory.toString(),
                                "-p",
                                Integer.toString(port),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "fsync=off"))
                .start();
        var postgres = new PostgresProcess(programs, directory, port, server);
        await().atMost(STARTS_WITHIN).until(postgres::answers);
        return postgres;
    }

    private boolean answers() {
        server.said(); // it has not ended
        try (var _ = connect()) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    String address() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=companion".formatted(port);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(address());
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String[] as(Path programs, String program, String... arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private static Program command(Path directory, String... command) {
        return Program.of(directory, Map.of(), command);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        command(
                        directory,
                        as(
                                programs,
                                "pg_ctl",
                                "stop",
                                "-m",
                                "fast",
                                "-D",
                                directory.resolve("data").toString()))
                .output();
        server.close();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
