package dev.companion.pacing;

import dev.companion.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void pacingIsMadeOfValuesAlone() {
        ServiceArchitecture.checkPure("dev.companion.pacing");
    }
}
