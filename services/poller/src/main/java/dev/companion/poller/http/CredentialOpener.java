package dev.companion.poller.http;

import dev.companion.settings.SecretName;
import dev.companion.vendor.Secret;
import java.util.Optional;

/** Opens sealed credentials. */
@FunctionalInterface
public interface CredentialOpener {

    /** Empty if this service cannot open it: it has no keyset, or not the one that it was sealed with. */
    Optional<Secret> open(String tenant, SecretName name, byte[] ciphertext);
}
