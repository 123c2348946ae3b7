package dev.companion.decision;

import dev.companion.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void decisionsAreMadeOfValuesAlone() {
        ServiceArchitecture.checkPure("dev.companion.decision");
    }
}
