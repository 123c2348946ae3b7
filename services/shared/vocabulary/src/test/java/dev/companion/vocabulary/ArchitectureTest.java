package dev.companion.vocabulary;

import dev.companion.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void vocabularyIsMadeOfValuesAlone() {
        ServiceArchitecture.checkPure("dev.companion.vocabulary");
    }
}
