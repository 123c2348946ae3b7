package dev.companion.runtime.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.companion.runtime.sealing.SecretOpener.UnsealException;
import dev.companion.settings.SecretName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedSecretTest {

    @TempDir
    private Path directory;

    private Path privateKeyset;
    private Path publicKeyset;

    @BeforeEach
    void makeKeys() {
        privateKeyset = directory.resolve("private.json");
        publicKeyset = directory.resolve("public.json");
        SealingKeys.ensure(privateKeyset, publicKeyset);
    }

    @Test
    void whatWasSealedOpensForTheSameTenantAndName() throws Exception {
        var sealed = SecretSealer.of(publicKeyset).seal("tenant", SecretName.RMM_API_KEY, "très secret");

        assertThat(SecretOpener.of(privateKeyset).open("tenant", SecretName.RMM_API_KEY, sealed))
                .isEqualTo("très secret");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    }

    @Test
    void aSealedSecretCannotBeMovedToAnotherTenantOrName() {
        var sealed = SecretSealer.of(publicKeyset).seal("tenant", SecretName.RMM_API_KEY, "secret");
        var opener = SecretOpener.of(privateKeyset);

        assertThatExceptionOfType(UnsealException.class)
                .isThrownBy(() -> opener.open("other", SecretName.RMM_API_KEY, sealed));
        assertThatExceptionOfType(UnsealException.class)
                .isThrownBy(() -> opener.open("tenant", SecretName.RMM_API_SECRET_KEY, sealed))
                .withMessageNotContaining("secret ");
    }

    @Test
    void theSameSecretSealedTwiceLooksDifferent() {
        var sealer = SecretSealer.of(publicKeyset);

        assertThat(sealer.seal("tenant", SecretName.RMM_API_KEY, "secret"))
                .isNotEqualTo(sealer.seal("tenant", SecretName.RMM_API_KEY, "secret"));
    }

    @Test
    void thePrivateKeysetIsReadableByItsOwnerAloneAndKeptAtTheNextStart() throws Exception {
        var before = Files.readString(privateKeyset);

        SealingKeys.ensure(privateKeyset, publicKeyset);

        assertThat(Files.readString(privateKeyset)).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(privateKeyset)))
                .isEqualTo("rw-------");
    }

    @Test
    void aServiceThatSealsIsNotGivenThePrivateKeyset() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SecretSealer.of(privateKeyset))
                .withMessageContaining("private one must not be given here");
    }
}
