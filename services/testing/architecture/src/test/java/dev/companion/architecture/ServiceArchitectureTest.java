package dev.companion.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that never failed proves nothing, so each one meets code that breaks it. */
class ServiceArchitectureTest {

    private static final String FIXTURES = "dev.companion.architecture.fixtures.";

    @Test
    void aSoundServicePasses() {
        assertThatCode(() -> verifyService("sound")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            domainwithlibrary | a decision is proven with values only       | Impure
            domainwithedge    | a decision is proven with values only       | Outward
            domainwithcycle   | from the bottom to the top                  | Upstairs
            configknown       | config wires everything                     | Reader
            neighbour         | services meet in topics alone               | Coupled
            drawer            | a package named after nothing               | Thing
            emptyrole         | name a place in a hierarchy                 | ThingImpl
            unmarked          | only where the package is @NullMarked       | Thing
            clock             | time is an input                            | Clocks
            chance            | chance is an input                          | Chances
            statics           | a changeable static is shared by strangers  | Counter
            """)
    void aBrokenRuleNamesItsReasonAndTheOffender(String fixture, String reason, String offender) {
        assertThatThrownBy(() -> verifyService(fixture))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(offender)
                .satisfies(failure -> assertThat(failure.getMessage()).containsOnlyOnce("Architecture Violation"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"util", "utils", "common", "helper", "helpers", "misc"})
    void everyDrawerIsRefused(String name) {
        assertThatThrownBy(() -> verifyService("drawer")).hasMessageContaining("drawer." + name + ".Thing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThingImpl", "ThingManager", "ThingHelper", "ThingUtils", "AbstractThing"})
    void everyEmptyRoleIsRefused(String name) {
        assertThatThrownBy(() -> verifyService("emptyrole")).hasMessageContaining("emptyrole." + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instantNow()",
                "instantNowByReference()",
                "currentTimeMillis()",
                "systemUtc()",
                "systemZone()",
                "instantSource()",
                "today()",
                "date()"
            })
    void everyWayToReadTheSystemsClockIsSeen(String method) {
        assertThatThrownBy(() -> verifyService("clock")).hasMessageContaining("Clocks." + method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"randomUuid()", "randomUuidByReference()", "newRandom()", "threadLocal()", "mathRandom()"})
    void everyWayToDrawByChanceIsSeen(String method) {
        assertThatThrownBy(() -> verifyService("chance")).hasMessageContaining("Chances." + method);
    }

    @Test
    void allBrokenRulesAreReportedAtOnce() {
        assertThatThrownBy(() -> verify("", ServiceArchitecture.serviceRules("dev.companion.architecture.fixtures")))
                .hasMessageContaining("time is an input")
                .hasMessageContaining("chance is an input")
                .hasMessageContaining("services meet in topics alone");
    }

    @Test
    void aSharedModuleMayNotKnowAServiceNorReadTheClock() {
        assertThatThrownBy(() -> verify("neighbour", ServiceArchitecture.sharedRules(FIXTURES + "neighbour")))
                .hasMessageContaining("services meet in topics alone");
        assertThatThrownBy(() -> verify("clock", ServiceArchitecture.sharedRules(FIXTURES + "clock")))
                .hasMessageContaining("time is an input");
    }

    @Test
    void aServiceMayKnowItself() {
        assertThatCode(() -> verify(
                        new ClassFileImporter().importPackages("dev.companion.poller"),
                        ServiceArchitecture.serviceRules("dev.companion.poller")))
                .doesNotThrowAnyException();
    }

    @Test
    void aClientMayNotKnowAFramework() {
        assertThatThrownBy(() -> verify("framed", ServiceArchitecture.clientRules(FIXTURES + "framed")))
                .hasMessageContaining("a client speaks its vendor's language")
                .hasMessageContaining("Framed");
        assertThatCode(() -> verify("framed", ServiceArchitecture.sharedRules(FIXTURES + "framed")))
                .doesNotThrowAnyException();
    }

    @Test
    void whatDomainsUseMayKnowNothingButTheJdkEither() {
        assertThatThrownBy(() -> verify("framed", ServiceArchitecture.pureRules(FIXTURES + "framed")))
                .hasMessageContaining("must be as easy to prove with values")
                .hasMessageContaining("Framed");
    }

    @Test
    void aBasePackageWithoutClassesFails() {
        assertThatThrownBy(() -> ServiceArchitecture.check("dev.companion.mappr"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("dev.companion.mappr: none");
    }

    @Test
    void theModuleKeepsItsOwnRules() {
        ServiceArchitecture.checkShared("dev.companion.architecture");
    }

    private static void verifyService(String fixture) {
        verify(fixture, ServiceArchitecture.serviceRules(FIXTURES + fixture));
    }

    private static void verify(String fixture, List<ArchRule> rules) {
        verify(new ClassFileImporter().importPackages(FIXTURES + fixture), rules);
    }

    private static void verify(JavaClasses classes, List<ArchRule> rules) {
        ServiceArchitecture.verify(classes, rules);
    }
}
