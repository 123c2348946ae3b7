package dev.companion.console.domain.site;

import org.jspecify.annotations.Nullable;

/**
 * A Datto RMM site as last observed.
 *
 * @param devices null if the platform did not say
 * @param portalUrl the site's page in Datto RMM; null if not said
 */
public record Site(
        String siteUid,
        String name,
        Scope scope,
        @Nullable Integer devices,
        @Nullable String portalUrl) {

    /** Whether a site is imported; UNKNOWN while nobody has said. */
    public enum Scope {
        UNKNOWN,
        MANAGED,
        ON_DEMAND
    }
}
