package dev.companion.vendor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A credential. Never shows its value: not in a log, not in a debugger, not as JSON. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** The credential without the white space that is pasted along with it. */
    public static Secret of(String value) {
        var stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("secret: empty (expected: at least one character)");
        }
        return new Secret(stripped);
    }

    /** The credential itself. Only for code that sends or seals it. */
    public String reveal() {
        return value;
    }

    /** The last four characters; empty if that would reveal more than half of the credential. */
    public String lastFour() {
        return value.length() < 8 ? "" : value.substring(value.length() - 4);
    }

    /** Tells credentials apart without revealing them: a hash, 64 hexadecimal digits. Never shown or stored. */
    public String fingerprint() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
