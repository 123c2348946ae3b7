package dev.companion.datto;

import dev.companion.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void clientKnowsItsVendorAndNothingElse() {
        ServiceArchitecture.checkClient("dev.companion.datto");
    }
}
