package dev.companion.runtime.sealing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

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
            throw new KeysetException("private keyset %s: not a Tink keyset".formatted(file));
        }
    }

    static KeysetHandle readPublic(Path file) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(read(file));
        } catch (GeneralSecurityException e) {
            throw new KeysetException(
                    "public keyset %s: not a public Tink keyset (a private one must not be given here)"
                            .formatted(file));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("keyset %s: cannot be read, there is no such file".formatted(file), e);
        } catch (AccessDeniedException e) {
            throw new UncheckedIOException("keyset %s: cannot be read, this user may not".formatted(file), e);
        } catch (IOException e) {
            throw new UncheckedIOException("keyset %s: cannot be read".formatted(file), e);
        }
    }

    /**
     * Replaces the file as a whole: it is on the disk before it gets its name. One that is there keeps its mode and its owner, and
     * a symbolic link leads to the new one; a new one is its owner's alone.
     */
    static void write(Path file, String json) throws IOException {
        Files.createDirectories(
                file.toAbsolutePath().getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        var part = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(part); // of a process that was killed
        try {
            try (var channel = FileChannel.open(
                    part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                if (Files.exists(target)) {
                    keepAccess(target, part);
                }
                var bytes = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A service that runs as another user than this process must be able to read the file as before. */
    private static void keepAccess(Path target, Path part) throws IOException {
        var there = Files.readAttributes(target, PosixFileAttributes.class);
        var ours = Files.readAttributes(part, PosixFileAttributes.class);
        try {
            var view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
            if (!there.owner().equals(ours.owner())) {
                view.setOwner(there.owner());
            }
            if (!there.group().equals(ours.group())) {
                view.setGroup(there.group());
            }
        } catch (FileSystemException _) {
            throw new KeysetException(
                    "keyset %s: belongs to %s, group %s, and a file that this process writes would belong to %s, group %s. Run the command as %s"
                            .formatted(
                                    target, there.owner(), there.group(), ours.owner(), ours.group(), there.owner()));
        }
        Files.setPosixFilePermissions(part, there.permissions());
    }
}
