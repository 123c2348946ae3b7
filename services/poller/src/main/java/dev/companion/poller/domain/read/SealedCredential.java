package dev.companion.poller.domain.read;

/**
 * One sealed credential of a tenant. Only the part that calls the vendor can open it.
 *
 * @param revision of the access settings that it belongs to
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SealedCredential(byte[] ciphertext, long revision) {

    @Override
    public String toString() {
        return "SealedCredential[revision=" + revision + "]";
    }
}
