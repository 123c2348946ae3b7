package dev.companion.mapper.domain.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How GravityZone is reached. The key itself is a {@link SealedSecret}.
 *
 * @param apiKeyLastFour to recognise the key by
 * @param rootCompanyId the key's own company; blank if it could not be determined
 * @param revision grows by one when address or key change, and when it is disconnected
 * @param disconnectedAt since when its key is removed; null while it is connected. The rest is remembered, so that another
 *     company's key does not take over the links
 */
public record GravityZoneAccess(
        String accessUrl,
        String apiKeyLastFour,
        String rootCompanyId,
        String rootCompanyName,
        long revision,
        @Nullable Instant disconnectedAt) {

    /** An access that is connected. */
    public GravityZoneAccess(
            String accessUrl, String apiKeyLastFour, String rootCompanyId, String rootCompanyName, long revision) {
        this(accessUrl, apiKeyLastFour, rootCompanyId, rootCompanyName, revision, null);
    }

    /** In the next revision, so that no client that was made with the key is used again. */
    public GravityZoneAccess disconnected(Instant at) {
        return new GravityZoneAccess(accessUrl, apiKeyLastFour, rootCompanyId, rootCompanyName, revision + 1, at);
    }
}
