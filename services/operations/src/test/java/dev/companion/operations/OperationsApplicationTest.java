package dev.companion.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsApplicationTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return OperationsApplication.commands(
                        Map.of(),
                        InstantSource.fixed(Instant.EPOCH),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true))
                .execute(arguments);
    }

    /** 2 is kept for a difference. */
    @ParameterizedTest
    @CsvSource({
        "admin",
        "admin topics",
        "admin topics mend",
        "admin secrets plan",
        "nothing",
        "admin topics plan --unknown"
    })
    void wrongArgumentsEndWith64(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(64);
        assertThat(err.toString()).contains("--help");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"admin acls check --principals poler,mapper", "doctor --principals poler"})
    void anUnknownPrincipalIsRefusedWithTheListOfThem(String arguments) {
        assertThat(run((arguments + " --bootstrap 127.0.0.1:1 --registry http://127.0.0.1:1").split(" ")))
                .isEqualTo(64);
        assertThat(err.toString())
                .startsWith("--principals poler: not known (expected: ")
                .contains("poller", "mapper", "registry", "reader", "ANONYMOUS");
    }

    @Test
    void theHelpSaysWhatTheExitCodesMean() {
        assertThat(run("admin", "--help")).isZero();
        assertThat(out.toString()).contains("0 the same, 2 differs, 3 refused");
    }

    @Test
    void credentialsThatCannotBeReadAreNoAnswer() {
        assertThat(run("admin", "topics", "check", "--credentials", "/not/there"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("/not/there").contains("cannot be read");
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNoAnswer() {
        assertThat(run("admin", "schemas", "check", "--registry", "http://127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("no answer: ").contains("127.0.0.1:1");
    }
}
