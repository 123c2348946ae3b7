package dev.companion.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EngineConditionTest {

    @Test
    void runsWithAnEngineAndAllImages() {
        assertThat(EngineCondition.reason(true, List.of())).isEmpty();
    }

    @Test
    void saysWhatIsMissingAndHowToGetIt() {
        assertThat(EngineCondition.reason(false, List.of()))
                .hasValue("no Docker engine answers (start it or set DOCKER_HOST; ./companion test --containers brings"
                        + " one up on a Debian machine)");
        assertThat(EngineCondition.reason(true, List.of("companion/poller:local", "apache/kafka:4.2.1")))
                .hasValue("not on the Docker engine: companion/poller:local, apache/kafka:4.2.1"
                        + " (./companion test --containers builds all images)");
    }

    @Test
    void everyImageOfTheComposeFileIsNeeded() {
        assertThat(Images.needed()).hasSize(8).contains("companion/event-resolver:local", "companion/simulator:local");
    }
}
