package dev.companion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.simulator.world.Profile;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.row.Fault;
import dev.companion.simulator.world.row.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private final String readme;

    ReadmeTest() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void everySwitchIsListedWithItsValues() {
        for (Switch each : Switch.values()) {
            String row = readme.lines()
                    .filter(line -> line.startsWith("| `" + each.key() + "` |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(each.key() + " is not in README.md"));
            assertThat(row).contains("**" + each.valueIn(Profile.REAL) + "**");
            each.choices().forEach(choice -> assertThat(row).contains(choice));
            assertThat(row).contains(each.valueIn(Profile.SEED));
        }
    }

    @Test
    void everyFaultIsListedWithItsParameters() {
        Arrays.stream(FaultKind.values()).forEach(kind -> assertThat(readme).contains("| `" + kind.name() + "` |"));
        Fault.PARAMETERS.forEach(parameter -> assertThat(readme).contains("`" + parameter + "`"));
    }

    @Test
    void everyControlCallIsListed() {
        try (Rig rig = Rig.demo()) {
            rig.control("GET", "/", null)
                    .body()
                    .lines()
                    .skip(2)
                    .map(line -> line.split(" +")[1])
                    .forEach(path -> assertThat(readme).contains(path));
        }
    }
}
