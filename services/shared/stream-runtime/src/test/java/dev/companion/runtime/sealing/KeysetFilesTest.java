package dev.companion.runtime.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.companion.runtime.sealing.KeysetFiles.SealingKey;
import dev.companion.runtime.sealing.SecretOpener.UnsealException;
import dev.companion.settings.SecretName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetFilesTest {

    private static final SecretName NAME = SecretName.RMM_API_KEY;

    @TempDir
    private Path directory;

    private Path privateKeyset;
    private Path publicKeyset;
    private long first;

    @BeforeEach
    void makeKeys() {
        privateKeyset = directory.resolve("private.json");
        publicKeyset = directory.resolve("public.json");
        SealingKeys.ensure(privateKeyset, publicKeyset);
        first = KeysetFiles.listPrivate(privateKeyset).getFirst().id();
    }

    @Test
    void anAddedKeyOpensBeforeAnythingIsSealedWithIt() throws Exception {
        var second = KeysetFiles.add(privateKeyset);

        assertThat(KeysetFiles.listPrivate(privateKeyset))
                .containsExactly(new SealingKey(first, true), new SealingKey(second, false));
        assertThat(KeysetFiles.listPublic(publicKeyset)).containsExactly(new SealingKey(first, true));
        assertThat(opened(seal())).isEqualTo("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(privateKeyset)))
                .isEqualTo("rw-------");
    }

    @Test
    void aPromotedKeySealsAndTheFormerOneStillOpens() throws Exception {
        var old = seal();
        var second = KeysetFiles.add(privateKeyset);

        KeysetFiles.promote(privateKeyset, publicKeyset, second);

        assertThat(KeysetFiles.listPrivate(privateKeyset))
                .isEqualTo(KeysetFiles.listPublic(publicKeyset))
                .containsExactly(new SealingKey(first, false), new SealingKey(second, true));
        assertThat(SealedWith.keyId(ByteBuffer.wrap(old))).hasValue(first);
        assertThat(SealedWith.keyId(ByteBuffer.wrap(seal()))).hasValue(second);
        assertThat(opened(seal())).isEqualTo("secret");
        assertThat(opened(old)).isEqualTo("secret");
        var resealed = SecretSealer.ofPrivate(privateKeyset).seal("tenant", NAME, opened(old));
        assertThat(SealedWith.keyId(ByteBuffer.wrap(resealed))).hasValue(second);
    }

    @Test
    void aRemovedKeyOpensNothingAnyMore() throws Exception {
        var old = seal();
        var second = KeysetFiles.add(privateKeyset);
        KeysetFiles.promote(privateKeyset, publicKeyset, second);

        KeysetFiles.remove(privateKeyset, publicKeyset, Set.of(first));

        assertThat(KeysetFiles.listPrivate(privateKeyset))
                .isEqualTo(KeysetFiles.listPublic(publicKeyset))
                .containsExactly(new SealingKey(second, true));
        assertThat(opened(seal())).isEqualTo("secret");
        assertThatExceptionOfType(UnsealException.class).isThrownBy(() -> opened(old));
    }

    @Test
    void theKeyThatSealsCannotBeRemovedAndNothingIsWritten() throws Exception {
        var second = KeysetFiles.add(privateKeyset);
        var before = Files.readString(privateKeyset);

        assertThatIllegalStateException()
                .isThrownBy(() -> KeysetFiles.remove(privateKeyset, publicKeyset, Set.of(first, second)));

        assertThat(privateKeyset).hasContent(before);
        assertThat(opened(seal())).isEqualTo("secret");
    }

    @Test
    void aKeyOfAnotherKeysetIsNotPromoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeysetFiles.promote(privateKeyset, publicKeyset, first + 1))
                .withMessageContaining("not in the private keyset");
    }

    @Test
    void whatOthersMayReadTheyMayReadAfterwards() throws Exception {
        Files.setPosixFilePermissions(publicKeyset, PosixFilePermissions.fromString("rw-r--r--"));
        var second = KeysetFiles.add(privateKeyset);

        KeysetFiles.promote(privateKeyset, publicKeyset, second);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(publicKeyset)))
                .isEqualTo("rw-r--r--");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(privateKeyset)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatAKilledProcessLeftIsGoneAfterTheNextOne() throws Exception {
        var left = Files.writeString(directory.resolve("private.json.part"), "half of a key");

        KeysetFiles.add(privateKeyset);

        assertThat(left).doesNotExist();
        assertThat(names()).containsExactlyInAnyOrder("private.json", "public.json");
    }

    @Test
    void aKeysetThatCannotBeReplacedLeavesNothingBesideIt() throws Exception {
        var second = KeysetFiles.add(privateKeyset);
        var taken = directory.resolve("taken");
        Files.createDirectories(taken.resolve("by another file"));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> KeysetFiles.promote(privateKeyset, taken, second))
                .withMessageContaining("taken: cannot be written");

        assertThat(names()).containsExactlyInAnyOrder("private.json", "public.json", "taken");
    }

    @Test
    void aSymbolicLinkLeadsToTheNewKeyset() throws Exception {
        var link = Files.createSymbolicLink(directory.resolve("link.json"), Path.of("private.json"));

        KeysetFiles.add(link);

        assertThat(link).isSymbolicLink();
        assertThat(KeysetFiles.listPrivate(privateKeyset)).hasSize(2);
    }

    @Test
    void whatIsNoCiphertextHasNoKey() {
        assertThat(SealedWith.keyId(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}))).isEmpty();
        assertThat(SealedWith.keyId(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 1})))
                .isEmpty();
        assertThat(SealedWith.keyId(ByteBuffer.wrap(new byte[] {1, -1, -1, -1, -1})))
                .hasValue(4_294_967_295L);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private byte[] seal() {
        return SecretSealer.of(publicKeyset).seal("tenant", NAME, "secret");
    }

    private String opened(byte[] sealed) throws UnsealException {
        return SecretOpener.of(privateKeyset).open("tenant", NAME, sealed);
    }
}
