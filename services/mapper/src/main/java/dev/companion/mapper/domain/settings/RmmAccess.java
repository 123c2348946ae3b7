package dev.companion.mapper.domain.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How Datto RMM is reached. Key and secret key are {@link SealedSecret}s.
 *
 * @param apiKeyLastFour to recognise the key by
 * @param revision grows by one when address, key or secret key change, and when it is disconnected
 * @param disconnectedAt since when its keys are removed; null while it is connected. The address is remembered, since no
 *     other one may speak for the account
 */
public record RmmAccess(
        String apiUrl,
        String apiKeyLastFour,
        Grant grant,
        long revision,
        @Nullable Instant disconnectedAt) {

    /** An access that is connected. */
    public RmmAccess(String apiUrl, String apiKeyLastFour, Grant grant, long revision) {
        this(apiUrl, apiKeyLastFour, grant, revision, null);
    }

    /** In the next revision, so that no client that was made with the keys is used again. */
    public RmmAccess disconnected(Instant at) {
        return new RmmAccess(apiUrl, apiKeyLastFour, grant, revision + 1, at);
    }

    /** How a token is requested. */
    public enum Grant {
        UNKNOWN,
        PASSWORD,
        CLIENT_CREDENTIALS
    }
}
