package dev.companion.datto;

import dev.companion.vendor.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator copies from the Datto RMM user page.
 *
 * @param apiUrl as pasted, with or without scheme, path and trailing slash
 * @param grant null to find out: the password grant first, the other one only if that is rejected
 */
public record DattoCredentials(
        String apiUrl,
        Secret apiKey,
        Secret apiSecretKey,
        @Nullable Grant grant) {

    /** Without the address too: people paste addresses with credentials in them. */
    @Override
    public String toString() {
        return "DattoCredentials[grant=" + grant + "]";
    }
}
