package dev.companion.mapper.domain.settings;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A credential that only the services which call a vendor can open.
 *
 * @param ciphertext Base64
 * @param revision of the access that the credential belongs to
 */
public record SealedSecret(SecretName name, String ciphertext, long revision) {

    public SealedSecret at(long newRevision) {
        return new SealedSecret(name, ciphertext, newRevision);
    }

    /** The same credential, sealed with another key: the access that it belongs to does not change. */
    public SealedSecret sealedAs(String otherCiphertext) {
        return new SealedSecret(name, otherCiphertext, revision);
    }

    /** SHA-256 of the ciphertext, in lower-case hexadecimal digits. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(ciphertext));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: not in this JDK", e);
        }
    }

    /** Without the ciphertext, which is useless in a log. */
    @Override
    public String toString() {
        return "SealedSecret[%s, revision %d]".formatted(name, revision);
    }
}
