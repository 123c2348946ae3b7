package dev.companion.mapper.domain.link;

/**
 * The part of an observed site that decisions need.
 *
 * @param managed false for an OnDemand site, which is not part of the product
 */
public record ObservedSite(String siteUid, String name, boolean managed) {}
