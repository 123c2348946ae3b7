package dev.companion.poller.domain.row;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The first 128 bits of a SHA-256, as 32 hexadecimal digits. */
public final class Fingerprint {

    private static final int BYTES = 16;
    private static final byte PRESENT = 1;

    private Fingerprint() {}

    /** Returns the fingerprint of texts in this order. Must not change between releases, since it is stored. */
    public static String of(List<String> texts) {
        var digest = sha256();
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(PRESENT);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        return beginningOf(digest);
    }

    /** Returns the fingerprint of one text. */
    static String of(String text) {
        var digest = sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return beginningOf(digest);
    }

    private static String beginningOf(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
