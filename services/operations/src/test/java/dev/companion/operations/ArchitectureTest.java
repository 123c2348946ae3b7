package dev.companion.operations;

import dev.companion.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void holds() {
        ServiceArchitecture.check("dev.companion.operations");
    }
}
