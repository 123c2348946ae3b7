package dev.companion.vendor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A credential. Shows itself to nobody: not in a log, not in a debugger's summary, not as JSON. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** The credential without the white space that comes along when it is pasted. */
    public static Secret of(String value) {
        var stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("secret: empty (expected: at least one character)");
        }
        return new Secret(stripped);
    }

    /** The credential itself. Only the code that puts it on the wire or seals it may ask. */
    public String reveal() {
        return value;
    }

    /** The last four characters, or nothing where that would give away more than half of the credential. */
    public String lastFour() {
        return value.length() < 8 ? "" : value.substring(value.length() - 4);
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
