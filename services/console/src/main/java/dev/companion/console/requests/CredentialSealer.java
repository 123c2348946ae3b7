package dev.companion.console.requests;

import dev.companion.settings.SecretName;
import dev.companion.vendor.Secret;

/** Encrypts a credential so that it opens for one tenant and one name, and not here. */
@FunctionalInterface
public interface CredentialSealer {

    byte[] seal(String tenantId, SecretName name, Secret clear);
}
