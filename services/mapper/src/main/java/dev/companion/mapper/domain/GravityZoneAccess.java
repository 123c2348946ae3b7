package dev.companion.mapper.domain;

/**
 * How GravityZone is reached. The key itself is a {@link SealedSecret}.
 *
 * @param apiKeyLastFour to recognise the key by
 * @param rootCompanyId the key's own company; blank where it could not be found out
 * @param revision grows by one when address or key change
 */
public record GravityZoneAccess(
        String accessUrl, String apiKeyLastFour, String rootCompanyId, String rootCompanyName, long revision) {}
