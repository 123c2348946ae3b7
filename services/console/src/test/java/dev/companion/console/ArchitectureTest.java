package dev.companion.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.companion.architecture.ServiceArchitecture;
import dev.companion.console.view.TenantScope;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void holds() {
        ServiceArchitecture.check("dev.companion.console");
    }

    @Test
    void onlySigningInDecidesWhichTenantSomebodyIs() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.companion.console.security", "dev.companion.console.view")
                .should()
                .callMethod(TenantScope.class, "ofAccount", String.class)
                .because("a tenant that comes from a path, a parameter or a body could be somebody else's")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.companion.console"));
    }
}
