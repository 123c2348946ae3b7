package dev.companion.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class BuildInfoTest {

    @Test
    void aServiceSaysWhichVersionItIs() {
        var meters = new SimpleMeterRegistry();

        new BuildInfo().bindTo(meters);

        assertThat(BuildInfo.version()).matches("[0-9]+\\.[0-9]+.*");
        var gauge = meters.get("companion.build.info").gauge();
        assertThat(gauge.getId().getTag("version")).isEqualTo(BuildInfo.version());
        assertThat(gauge.value()).isEqualTo(1);
    }
}
