package dev.companion.runtime.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.settings.SecretName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingKeysMainTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Path privateKeyset;
    private Path publicKeyset;

    @BeforeEach
    void nameFiles() {
        privateKeyset = directory.resolve("private/keyset.json");
        publicKeyset = directory.resolve("public/keyset.json");
    }

    @Test
    void theTwoKeysetsFitEachOther() throws Exception {
        assertThat(run(privateKeyset.toString(), publicKeyset.toString())).isZero();

        var sealed = SecretSealer.of(publicKeyset).seal("tenant", SecretName.RMM_API_KEY, "secret");
        assertThat(SecretOpener.of(privateKeyset).open("tenant", SecretName.RMM_API_KEY, sealed))
                .isEqualTo("secret");
    }

    @Test
    void aSecondRunChangesNothing() throws Exception {
        run(privateKeyset.toString(), publicKeyset.toString());
        var madeFirst = List.of(Files.readString(privateKeyset), Files.readString(publicKeyset));

        assertThat(run(privateKeyset.toString(), publicKeyset.toString())).isZero();

        assertThat(List.of(Files.readString(privateKeyset), Files.readString(publicKeyset)))
                .isEqualTo(madeFirst);
    }

    @Test
    void aDamagedPrivateKeysetIsNeitherReplacedNorQuoted() throws Exception {
        Files.createDirectories(privateKeyset.getParent());
        Files.writeString(privateKeyset, "{\"key\": \"half of a key");

        assertThat(run(privateKeyset.toString(), publicKeyset.toString())).isEqualTo(1);

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(privateKeyset.toString())
                .doesNotContain("half of a key");
        assertThat(privateKeyset).hasContent("{\"key\": \"half of a key");
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheUsage() {
        assertThat(run(privateKeyset.toString())).isEqualTo(2);

        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("usage: SealingKeysMain PRIVATE PUBLIC");
        assertThat(privateKeyset).doesNotExist();
    }

    private int run(String... arguments) {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return SealingKeysMain.run(List.of(arguments), out, out);
    }
}
