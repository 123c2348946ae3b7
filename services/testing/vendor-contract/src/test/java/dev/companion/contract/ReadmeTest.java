package dev.companion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.world.Switch;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The README's tables leave nothing out. */
class ReadmeTest {

    @Test
    void everyCaseAndEverySwitchIsNamed() throws IOException {
        var cases = Stream.of(
                        DattoRmmClientContract.class,
                        DattoReportsContract.class,
                        DattoTroubleContract.class,
                        DattoUserContract.class,
                        GravityZoneClientContract.class,
                        GravityZoneCompaniesContract.class,
                        GravityZoneContentsContract.class,
                        GravityZoneTroubleContract.class)
                .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::getName);
        var switches = Arrays.stream(Switch.values()).map(Switch::key);
        List<String> expected =
                Stream.concat(cases, switches).map(name -> "`" + name + "`").toList();

        assertThat(Files.readString(Path.of("README.md"))).contains(expected);
    }
}
