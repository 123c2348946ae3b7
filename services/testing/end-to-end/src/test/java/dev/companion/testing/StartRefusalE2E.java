package dev.companion.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a start is one line that names it and the way out. */
class StartRefusalE2E {

    @TempDir
    private Path directory;

    private record Refusal(int exitValue, String said) {}

    @Test
    void aPortInUseIsNamedWithTheVariableThatMovesIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var refusal = start(
                    List.of("demo", "--data", directory.resolve("data").toString()),
                    Map.of("COMPANION_CONSOLE_PORT", Integer.toString(taken.getLocalPort())));

            assertThat(refusal.exitValue()).isEqualTo(1);
            assertThat(refusal.said())
                    .contains("port " + taken.getLocalPort() + " for the console is in use")
                    .contains("COMPANION_CONSOLE_PORT");
        }
    }

    @Test
    void aDataDirectoryThatCannotBeMadeIsNamedWithTheWayOut() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "");

        var refusal = start(List.of("demo", "--data", file.resolve("data").toString()), Map.of());

        assertThat(refusal.exitValue()).isEqualTo(1);
        assertThat(refusal.said()).contains("cannot be written").contains("--data DIR");
    }

    @Test
    void aDataDirectoryThatOthersMayReadIsRefusedWithTheCommandThatMendsIt() throws Exception {
        var data = Files.createDirectory(directory.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));

        var refusal = start(List.of("demo", "--data", data.toString()), Map.of());

        assertThat(refusal.exitValue()).isEqualTo(1);
        assertThat(refusal.said()).contains("chmod -R go-rwx '" + data + "'");
    }

    @Test
    void anUnknownCommandIsNamed() throws Exception {
        var refusal = start(List.of("demonstrate"), Map.of());

        assertThat(refusal.exitValue()).isEqualTo(2);
        assertThat(refusal.said()).contains("demonstrate").contains("--help");
    }

    private Refusal start(List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("companion.home"), "companion")
                .toAbsolutePath()
                .normalize()
                .toString());
        command.addAll(arguments);
        var output = directory.resolve("out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("COMPANION_BUILD", "never"); // it is what Maven has just built
        var process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + Files.readString(output));
        }
        return new Refusal(process.exitValue(), Files.readString(output));
    }
}
