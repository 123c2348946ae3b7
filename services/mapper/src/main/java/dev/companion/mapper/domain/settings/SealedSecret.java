package dev.companion.mapper.domain.settings;

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

    /** Without the ciphertext, which is useless in a log. */
    @Override
    public String toString() {
        return "SealedSecret[%s, revision %d]".formatted(name, revision);
    }
}
