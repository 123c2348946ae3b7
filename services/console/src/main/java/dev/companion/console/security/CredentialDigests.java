package dev.companion.console.security;

import dev.companion.vendor.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Stands for credentials where they are only compared; of no use outside this process. */
public final class CredentialDigests {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec ofThisProcess;

    /** @param chance random bytes that no other process has */
    public CredentialDigests(byte[] chance) {
        this.ofThisProcess = new SecretKeySpec(chance, ALGORITHM);
    }

    String of(Secret key) {
        return digest(key.reveal());
    }

    String of(String address, Secret key, Secret secretKey) {
        return digest(address + "\n" + key.reveal() + "\n" + secretKey.reveal());
    }

    private String digest(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(ofThisProcess);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
