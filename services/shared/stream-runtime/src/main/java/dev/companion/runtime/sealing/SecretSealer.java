package dev.companion.runtime.sealing;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.RegistryConfiguration;
import dev.companion.settings.SecretName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Seals credentials so that only a holder of the private keyset can read them. */
public final class SecretSealer {

    private final HybridEncrypt encrypt;

    private SecretSealer(HybridEncrypt encrypt) {
        this.encrypt = encrypt;
    }

    public static SecretSealer of(Path publicKeyset) {
        try {
            return new SecretSealer(SealingKeys.readPublic(publicKeyset)
                    .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class));
        } catch (GeneralSecurityException e) {
            throw new KeysetException("public keyset %s: cannot seal with it".formatted(publicKeyset));
        }
    }

    /** Seals with the sealing key of a private keyset, of which nothing else is used. */
    public static SecretSealer ofPrivate(Path privateKeyset) {
        try {
            return new SecretSealer(SealingKeys.readPrivate(privateKeyset)
                    .getPublicKeysetHandle()
                    .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class));
        } catch (GeneralSecurityException e) {
            throw new KeysetException("private keyset %s: cannot seal with it".formatted(privateKeyset));
        }
    }

    /** A ciphertext that opens only for this tenant and name. Two calls never return the same bytes. */
    public byte[] seal(String tenantId, SecretName name, String clear) {
        try {
            return encrypt.encrypt(clear.getBytes(StandardCharsets.UTF_8), context(tenantId, name));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("secret %s: cannot be sealed".formatted(name), e);
        }
    }

    static byte[] context(String tenantId, SecretName name) {
        return (tenantId + "|" + name).getBytes(StandardCharsets.UTF_8);
    }
}
