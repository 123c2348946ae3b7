package dev.companion.runtime.sealing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The keys in the two keysets of an installation, one step of a rotation at a time. Each file is replaced as a whole, so a step
 * that is cut leaves keysets that work, and can be taken again.
 */
public final class KeysetFiles {

    /**
     * A key of a keyset.
     *
     * @param id as it stands in front of what the key sealed
     * @param seals whether it seals; the other keys only open
     */
    public record SealingKey(long id, boolean seals) {}

    private KeysetFiles() {}

    /** Oldest first. */
    public static List<SealingKey> listPrivate(Path privateKeyset) {
        return list(SealingKeys.readPrivate(privateKeyset));
    }

    /** Oldest first. */
    public static List<SealingKey> listPublic(Path publicKeyset) {
        return list(SealingKeys.readPublic(publicKeyset));
    }

    /** Adds a key that opens and does not seal yet. Returns its id. */
    public static long add(Path privateKeyset) {
        try {
            var keys = KeysetHandle.newBuilder(SealingKeys.readPrivate(privateKeyset))
                    .addEntry(KeysetHandle.generateEntryFromParameters(SealingKeys.hpke())
                            .withRandomId())
                    .build();
            write(privateKeyset, keys);
            return list(keys).getLast().id();
        } catch (GeneralSecurityException e) {
            throw failed(privateKeyset);
        }
    }

    /** From now on the key seals: in the private keyset, and in the public one that is derived from it. */
    public static void promote(Path privateKeyset, Path publicKeyset, long id) {
        try {
            var builder = KeysetHandle.newBuilder(SealingKeys.readPrivate(privateKeyset));
            builder.getAt(indexOf(listPrivate(privateKeyset), id)).makePrimary();
            var keys = builder.build();
            write(privateKeyset, keys);
            writePublic(publicKeyset, keys);
        } catch (GeneralSecurityException e) {
            throw failed(privateKeyset);
        }
    }

    /** Removes keys for good. One that seals cannot be removed. The public keyset comes first: it must not seal with a key that is gone. */
    public static void remove(Path privateKeyset, Path publicKeyset, Set<Long> ids) {
        try {
            var builder = KeysetHandle.newBuilder(SealingKeys.readPrivate(privateKeyset));
            var keys = listPrivate(privateKeyset);
            for (var each = keys.size() - 1; each >= 0; each--) {
                if (ids.contains(keys.get(each).id())) {
                    builder.deleteAt(each);
                }
            }
            var rest = builder.build();
            writePublic(publicKeyset, rest);
            write(privateKeyset, rest);
        } catch (GeneralSecurityException e) {
            throw failed(privateKeyset);
        }
    }

    private static List<SealingKey> list(KeysetHandle handle) {
        var keys = new ArrayList<SealingKey>();
        for (var each = 0; each < handle.size(); each++) {
            var entry = handle.getAt(each);
            keys.add(new SealingKey(Integer.toUnsignedLong(entry.getId()), entry.isPrimary()));
        }
        return List.copyOf(keys);
    }

    private static int indexOf(List<SealingKey> keys, long id) {
        for (var each = 0; each < keys.size(); each++) {
            if (keys.get(each).id() == id) {
                return each;
            }
        }
        throw new IllegalArgumentException("key %d: not in the private keyset".formatted(id));
    }

    private static void write(Path privateKeyset, KeysetHandle keys) throws GeneralSecurityException {
        replace(privateKeyset, TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
    }

    private static void writePublic(Path publicKeyset, KeysetHandle keys) throws GeneralSecurityException {
        replace(publicKeyset, TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(keys.getPublicKeysetHandle()));
    }

    private static void replace(Path file, String json) {
        try {
            SealingKeys.write(file, json);
        } catch (IOException e) {
            throw new UncheckedIOException("keyset %s: cannot be written".formatted(file), e);
        }
    }

    private static KeysetException failed(Path privateKeyset) {
        return new KeysetException("private keyset %s: its keys cannot be changed".formatted(privateKeyset));
    }
}
