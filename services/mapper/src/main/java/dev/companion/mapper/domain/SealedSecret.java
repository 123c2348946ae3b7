package dev.companion.mapper.domain;

/**
 * A credential that only the services which call a vendor can open.
 *
 * @param ciphertext Base64
 * @param revision of the access that the credential belongs to
 */
public record SealedSecret(SecretName name, String ciphertext, long revision) {

    SealedSecret at(long newRevision) {
        return new SealedSecret(name, ciphertext, newRevision);
    }

    /** Without the ciphertext: nobody who reads a log has any use for it. */
    @Override
    public String toString() {
        return "SealedSecret[%s, revision %d]".formatted(name, revision);
    }
}
