package dev.companion.architecture.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.architecture.repository.Repository.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestTimeTest {

    @Test
    void noTestReadsTheSystemsClock() {
        var violations = Repository.java().stream()
                .flatMap(source -> TestTime.violations(source).stream())
                .toList();

        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var now = Instant.now();",
                "Supplier<Instant> now = Instant::now;",
                "var today = LocalDate.now();",
                "var world = World.open(InstantSource.system(), file);",
                "var clock = Clock.systemUTC();",
                "var clock = java.time.InstantSource.system();",
                "long now = System.currentTimeMillis();",
                "var date = new Date();",
                "var options = new SimulatorOptions(SystemTime.clock());",
                "driver = new TopologyTestDriver(topology);",
                "return new TopologyTestDriver(topology.topology(), config);",
            })
    void aTestThatReadsItIsNamedWithItsLine(String code) {
        var source = new Source(
                "services/a/src/test/java/ATest.java",
                "class ATest {\n    void a() {\n        %s\n    }\n}\n".formatted(code));

        assertThat(TestTime.violations(source))
                .singleElement()
                .asString()
                .startsWith("services/a/src/test/java/ATest.java:3 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var now = Instant.parse(\"2026-11-21T08:00:00Z\");",
                "// unlike Instant.now()",
                "var text = \"System.currentTimeMillis()\";",
                "var now = clock.instant();",
                "var now = Instant.now(clock);",
                "return new TopologyTestDriver(topology.topology(), config, START);",
            })
    void aTestThatIsGivenItsTimeIsNot(String code) {
        var source = new Source("services/a/src/test/java/ATest.java", code);

        assertThat(TestTime.violations(source)).isEmpty();
    }

    @Test
    void aProgramThatTestsStartRunsOnRealTime() {
        var source = new Source(
                "services/a/src/test/java/AMain.java", "public static void main(String[] a) { Instant.now(); }");

        assertThat(TestTime.violations(source)).isEmpty();
    }
}
