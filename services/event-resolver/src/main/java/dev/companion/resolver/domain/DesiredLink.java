package dev.companion.resolver.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is desired of a site.
 *
 * @param siteName when the link was made or last changed
 * @param present false while the link is being taken apart
 * @param companyId the company that a person chose; null where one is to be created
 * @param companyName the company to create; null where one was chosen
 */
public record DesiredLink(
        String siteUid,
        String siteName,
        long generation,
        boolean present,
        @Nullable String companyId,
        @Nullable String companyName) {}
