package dev.companion.matching;

import dev.companion.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void matchingIsMadeOfValuesAlone() {
        ServiceArchitecture.checkPure("dev.companion.matching");
    }
}
