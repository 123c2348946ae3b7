package dev.companion.mapper.domain.settings;

/**
 * How Datto RMM is reached. Key and secret key are {@link SealedSecret}s.
 *
 * @param apiKeyLastFour to recognise the key by
 * @param revision grows by one when address, key or secret key change
 */
public record RmmAccess(String apiUrl, String apiKeyLastFour, Grant grant, long revision) {

    /** How a token is requested. */
    public enum Grant {
        UNKNOWN,
        PASSWORD,
        CLIENT_CREDENTIALS
    }
}
