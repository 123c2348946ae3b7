package dev.companion.poller.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** 128 bits that stand for every published field of a row: rows with equal fingerprints have nothing new to say. */
public record Fingerprint(long high, long low) {

    private static final byte[] ABSENT = {0};
    private static final byte[] PRESENT = {1};

    /**
     * The fingerprint of a row's fields, in an order that must not change between releases: another order makes every
     * row look changed once. Null differs from the empty text.
     */
    static Fingerprint of(@Nullable Object... fields) {
        var digest = sha256();
        for (var field : fields) {
            if (field == null) {
                digest.update(ABSENT);
            } else {
                var bytes = field.toString().getBytes(StandardCharsets.UTF_8);
                digest.update(PRESENT);
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                digest.update(bytes);
            }
        }
        return beginningOf(digest.digest());
    }

    /** That of bytes as they are. */
    static Fingerprint ofBytes(byte[] bytes) {
        return beginningOf(sha256().digest(bytes));
    }

    /** 32 hexadecimal digits. */
    String hex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    private static Fingerprint beginningOf(byte[] digest) {
        var hash = ByteBuffer.wrap(digest);
        return new Fingerprint(hash.getLong(), hash.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
