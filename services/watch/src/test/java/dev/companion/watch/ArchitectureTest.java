package dev.companion.watch;

import dev.companion.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void nothingHereKnowsAServiceOrAClock() {
        ServiceArchitecture.checkShared("dev.companion.watch");
    }
}
