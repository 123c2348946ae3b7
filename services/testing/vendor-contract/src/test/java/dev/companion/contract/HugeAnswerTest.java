package dev.companion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.world.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Answers of 1 GiB to a process whose whole heap is a sixteenth of one. A heap of its own is the only honest measure:
 * what is counted inside this process would be the simulator's too.
 */
class HugeAnswerTest {

    private static final String HEAP = "-Xmx64m";

    @Test
    @Timeout(120)
    void answerOfAGibibyteIsGivenUpAndNeverHeld() throws Exception {
        try (var simulator = SimulatedWorld.start(new StandingClock(), Profile.REAL);
                var control = new ControlPort(simulator)) {
            for (var method : new String[] {"GET *", "PUT *"}) {
                control.post("/faults", Map.of("api", "datto", "method", method, "kind", "HUGE_BODY"));
            }
            control.post("/faults", Map.of("api", "gravityzone", "kind", "HUGE_BODY", "bytes", 1L << 30));

            var output = run(
                    simulator.dattoOrigin().toString(),
                    simulator.gravityZoneAccessUrl().toString());

            assertThat(output.lines().map(line -> line.substring(0, line.indexOf(':'))))
                    .as(output)
                    .containsExactly(
                            "Unavailable",
                            "Unavailable",
                            "UnknownEffect",
                            "Unavailable",
                            "Unavailable",
                            "UnknownEffect");
            assertThat(output.lines()).allSatisfy(line -> assertThat(line).contains("larger than 16,777,216 bytes"));
        }
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ProcessBuilder(java, HEAP, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"));
        command.command().add(HugeAnswerMain.class.getName());
        command.command().addAll(List.of(arguments));
        var process = command.redirectErrorStream(true).start();
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
