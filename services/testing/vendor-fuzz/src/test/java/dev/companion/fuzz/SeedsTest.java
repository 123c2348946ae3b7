package dev.companion.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.vendor.CallResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kept inputs reach what they are about: their names begin with the call and the result, {@code sites-Found-seed}. A
 * fuzzer whose answers never get past a status is green too.
 */
class SeedsTest {

    private static final Path INPUTS = Path.of("src/test/resources/dev/companion/fuzz");

    static Stream<Path> datto() throws IOException {
        return named("DattoAnswersFuzzTest");
    }

    static Stream<Path> gravityZone() throws IOException {
        return named("GravityZoneAnswersFuzzTest");
    }

    private static Stream<Path> named(String target) throws IOException {
        try (var files = Files.list(INPUTS.resolve(target + "Inputs/anyAnswerHasAResult"))) {
            return files
                    .filter(file -> file.getFileName().toString().contains("-"))
                    .filter(file -> !file.getFileName().toString().startsWith("crash-"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("datto")
    void dattoSeedComesToItsResult(Path seed) throws Throwable {
        judge(seed, DattoAnswersFuzzTest.played(Files.readAllBytes(seed)), Calls.of(DattoRmmClient.class));
    }

    @ParameterizedTest
    @MethodSource("gravityZone")
    void gravityZoneSeedComesToItsResult(Path seed) throws Throwable {
        judge(seed, GravityZoneAnswersFuzzTest.played(Files.readAllBytes(seed)), Calls.of(GravityZoneClient.class));
    }

    @Test
    void everyCallHasASeedThatIsFound() throws IOException {
        assertThat(datto().map(SeedsTest::beginning)).containsAll(found(DattoRmmClient.class));
        assertThat(gravityZone().map(SeedsTest::beginning)).containsAll(found(GravityZoneClient.class));
    }

    private static List<String> found(Class<?> api) {
        return Calls.of(api).methods().stream()
                .map(method -> method.getName() + "-Found")
                .toList();
    }

    /** Call and result. */
    private static String beginning(Path seed) {
        var name = seed.getFileName().toString().split("-");
        return name[0] + "-" + name[1];
    }

    private static void judge(Path seed, CallResult<?> result, Calls calls) throws IOException {
        var name = seed.getFileName().toString().split("-");
        var call = Files.readAllLines(seed, StandardCharsets.ISO_8859_1).getFirst();
        assertThat(call).isEqualTo(name[0]);
        if (!call.equals("token")) {
            assertThat(calls.methods())
                    .as("call %s", call)
                    .anyMatch(method -> method.getName().equals(call));
        }
        assertThat(result.getClass().getSimpleName()).as("%s", result).isEqualTo(name[1]);
    }
}
