package dev.companion.operations.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.operations.OperationsApplication;
import dev.companion.runtime.sealing.KeysetFiles;
import dev.companion.runtime.sealing.SealingKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps that need no cluster. */
class KeysCommandTest {

    @TempDir
    private Path directory;

    private Path opens;
    private Path seals;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeKeys() {
        opens = directory.resolve("private.json");
        seals = directory.resolve("public.json");
        SealingKeys.ensure(opens, seals);
    }

    @Test
    void aPlanChangesNothing() throws Exception {
        var before = Files.readString(opens);

        assertThat(run("add")).isEqualTo(2);
        assertThat(run("promote plan")).as("there is no other key").isZero();

        assertThat(opens).hasContent(before);
        assertThat(out.toString()).contains("a new key is added to the private keyset");
    }

    @Test
    void aKeyIsAddedAndPromotedEachOnce() {
        assertThat(run("add apply")).isZero();
        assertThat(out.toString()).contains("restart poller and provisioner");
        assertThat(run("add apply")).isEqualTo(3);
        assertThat(err.toString()).contains("does not seal yet");

        assertThat(run("promote apply")).isZero();
        assertThat(out.toString()).contains("restart the console");
        assertThat(run("promote apply")).isZero();

        assertThat(KeysetFiles.listPrivate(opens)).hasSize(2).isEqualTo(KeysetFiles.listPublic(seals));
        assertThat(KeysetFiles.listPrivate(opens).getLast().seals()).isTrue();
    }

    @Test
    void aKeysetThatIsNoneIsRefusedAndNotQuoted() throws Exception {
        Files.writeString(opens, "half of a key");

        assertThat(run("add apply")).isEqualTo(3);
        assertThat(err.toString()).contains("not a Tink keyset").doesNotContain("half of a key");
        assertThat(opens).hasContent("half of a key");
    }

    @Test
    void wrongArgumentsAndMissingFilesAreSaid() {
        assertThat(run("mend")).isEqualTo(64);
        assertThat(execute("keys", "add", "apply")).isEqualTo(3);
        assertThat(err.toString()).contains("--private-keyset is missing");
        assertThat(run("status --wait -1")).isEqualTo(3);
        assertThat(run("add --private-keyset " + directory.resolve("none"))).isEqualTo(64);
        assertThat(execute(
                        "keys",
                        "add",
                        "--private-keyset",
                        directory.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("cannot be read, there is no such file");
    }

    private int run(String arguments) {
        return execute(("keys " + arguments + " --private-keyset " + opens + " --public-keyset " + seals).split(" "));
    }

    private int execute(String... arguments) {
        return OperationsApplication.commands(
                        Map.of(),
                        InstantSource.fixed(Instant.EPOCH),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true))
                .execute(arguments);
    }
}
