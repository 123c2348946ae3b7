package dev.companion.mapper.domain.settings;

/**
 * How GravityZone is reached. The key itself is a {@link SealedSecret}.
 *
 * @param apiKeyLastFour to recognise the key by
 * @param rootCompanyId the key's own company; blank if it could not be determined
 * @param revision grows by one when address or key change
 */
public record GravityZoneAccess(
        String accessUrl, String apiKeyLastFour, String rootCompanyId, String rootCompanyName, long revision) {}
