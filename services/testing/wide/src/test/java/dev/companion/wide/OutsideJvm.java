package dev.companion.wide;

import dev.companion.stack.Http;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A program in a process of its own that knows its environment, some files, and nothing else. */
public final class OutsideJvm implements AutoCloseable {

    private static final Pattern OF_PAGES = Pattern.compile(
            "console-|spring-(boot-)?(starter-)?security|spring-boot-thymeleaf|thymeleaf|springdoc|swagger");

    private final Process process;
    private final Path output;

    private OutsideJvm(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** The checkout whose build is run. */
    static Path home() {
        return Path.of(System.getProperty("companion.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** All libraries, without the settings of standalone. */
    static String libraries() {
        return jars(_ -> true);
    }

    /** About what the image of a service without pages contains. */
    public static String librariesWithoutPages() {
        return jars(name -> !OF_PAGES.matcher(name).lookingAt());
    }

    private static String jars(Predicate<String> chosen) {
        try (var jars = Files.list(home().resolve("services/standalone/target/lib"))) {
            return jars.filter(jar -> chosen.test(jar.getFileName().toString()))
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param directory where it runs, and its output is kept as {@code name.out} */
    static OutsideJvm start(Path directory, String name, Map<String, String> environment, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        return run(directory, name, environment, command);
    }

    /** {@code ./companion …}, as a person types it. */
    static OutsideJvm companion(Path directory, String name, Map<String, String> environment, String arguments) {
        var command = new ArrayList<String>();
        command.add(home().resolve("companion").toString());
        command.addAll(List.of(arguments.split(" ")));
        return run(directory, name, environment, command);
    }

    private static OutsideJvm run(Path directory, String name, Map<String, String> environment, List<String> command) {
        var output = directory.resolve(name + ".out");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("COMPANION_BUILD", "never"); // it is what Maven has just built
        builder.environment().putAll(environment);
        try {
            return new OutsideJvm(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }

    /** Fails if it has ended. */
    String saidAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("it ended with %d: %s".formatted(process.exitValue(), said()));
        }
        return said();
    }

    /** Waits for its end. Returns its exit code. */
    int exitCode() {
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                throw new AssertionError("it does not end: " + said());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    /** What the service says of its readiness; fails if it has ended. Missing as long as it does not answer. */
    JsonNode readiness(int port) {
        saidAlive();
        try {
            return new Http("http://localhost:" + port)
                    .send("GET", "/actuator/health/readiness", null, Map.of())
                    .json();
        } catch (UncheckedIOException e) {
            return Http.JSON.missingNode();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
