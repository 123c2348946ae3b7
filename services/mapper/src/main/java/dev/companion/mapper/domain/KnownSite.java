package dev.companion.mapper.domain;

/**
 * As much of an observed site as a decision needs.
 *
 * @param managed false for an OnDemand site, which is not part of the product
 */
public record KnownSite(String siteUid, String name, boolean managed) {}
