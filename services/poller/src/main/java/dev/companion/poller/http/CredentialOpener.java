package dev.companion.poller.http;

import dev.companion.settings.SecretName;
import dev.companion.vendor.Secret;
import java.util.Optional;

/** Opens sealed credentials. */
@FunctionalInterface
public interface CredentialOpener {

    /** Empty where this service cannot open it: it has no keyset, or another one than it was sealed with. */
    Optional<Secret> open(String tenant, SecretName name, byte[] ciphertext);
}
