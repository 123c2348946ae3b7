package dev.companion.runtime.sealing;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.RegistryConfiguration;
import dev.companion.settings.SecretName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Opens sealed credentials. Only the services that call a vendor have one. */
public final class SecretOpener {

    /** The ciphertext was sealed for another tenant, name or keyset, or was changed. */
    public static final class UnsealException extends Exception {

        UnsealException(String message) {
            super(message);
        }
    }

    private final HybridDecrypt decrypt;

    private SecretOpener(HybridDecrypt decrypt) {
        this.decrypt = decrypt;
    }

    public static SecretOpener of(Path privateKeyset) {
        try {
            return new SecretOpener(SealingKeys.readPrivate(privateKeyset)
                    .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class));
        } catch (GeneralSecurityException e) {
            throw new KeysetException("private keyset %s: cannot open with it".formatted(privateKeyset));
        }
    }

    public String open(String tenantId, SecretName name, byte[] ciphertext) throws UnsealException {
        try {
            return new String(
                    decrypt.decrypt(ciphertext, SecretSealer.context(tenantId, name)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new UnsealException("%s of tenant %s cannot be opened: sealed for another tenant, name or keyset"
                    .formatted(name, tenantId));
        }
    }
}
