package dev.companion.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.companion.architecture.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class IndependenceTest {

    @Test
    void theSimulatorKeepsTheRulesOfASharedModule() {
        ServiceArchitecture.checkShared("dev.companion.simulator");
    }

    @Test
    void theSimulatorKnowsNeitherTheClientsNorAnyFramework() {
        noClasses()
                .that()
                .resideInAPackage("dev.companion.simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.companion.datto..",
                        "dev.companion.gravityzone..",
                        "dev.companion.vendor..",
                        "org.springframework..",
                        "org.apache..")
                .because("a simulator that shares code with what it tests agrees with its mistakes")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.companion.simulator"));
    }
}
