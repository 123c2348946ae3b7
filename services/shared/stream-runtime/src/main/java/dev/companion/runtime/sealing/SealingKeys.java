package dev.companion.runtime.sealing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;

/**
 * The pair of keysets that protects credentials: the public one seals, the private one opens. HPKE with X25519 and
 * AES-256-GCM.
 */
public final class SealingKeys {

    static {
        try {
            HybridConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private SealingKeys() {}

    /**
     * Writes both keysets unless the private one exists. Only its owner can read the private one. A missing public one
     * is derived again.
     */
    public static void ensure(Path privateKeyset, Path publicKeyset) {
        try {
            if (Files.notExists(privateKeyset)) {
                var handle = KeysetHandle.generateNew(hpke());
                write(privateKeyset, TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get()));
                Files.deleteIfExists(publicKeyset);
            }
            if (Files.notExists(publicKeyset)) {
                var handle = readPrivate(privateKeyset).getPublicKeysetHandle();
                write(publicKeyset, TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(handle));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keyset %s: cannot be made or read".formatted(privateKeyset), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HpkeParameters hpke() throws GeneralSecurityException {
        return HpkeParameters.builder()
                .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                .setVariant(HpkeParameters.Variant.TINK) // the key's id in front, so that keys can be rotated
                .build();
    }

    static KeysetHandle readPrivate(Path file) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(read(file), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            // Without the cause: a parser's message may quote the key.
            throw new IllegalStateException("private keyset %s: not a Tink keyset".formatted(file));
        }
    }

    static KeysetHandle readPublic(Path file) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(read(file));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "public keyset %s: not a public Tink keyset (a private one must not be given here)"
                            .formatted(file));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("keyset %s: cannot be read".formatted(file), e);
        }
    }

    /** Replaces the file as a whole: it is on the disk before it gets its name. */
    static void write(Path file, String json) throws IOException {
        Files.createDirectories(
                file.toAbsolutePath().getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var ownerOnly = PosixFilePermissions.asFileAttribute(
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        var temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "keyset", ".tmp", ownerOnly);
        Files.writeString(temporary, json, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
