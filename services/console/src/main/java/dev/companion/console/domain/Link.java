package dev.companion.console.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is wanted for a site. Exactly one of {@code companyId} (an existing company) and {@code companyName} (a company
 * to create) is given.
 *
 * @param siteName the site's name when the link was last changed
 * @param generation grows by one with each change of what is wanted
 * @param present false where the link is to be taken apart
 */
public record Link(
        String siteUid,
        String siteName,
        long generation,
        boolean present,
        @Nullable String companyId,
        @Nullable String companyName) {}
