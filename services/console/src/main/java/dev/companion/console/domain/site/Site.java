package dev.companion.console.domain.site;

import org.jspecify.annotations.Nullable;

/**
 * A Datto RMM site as last observed.
 *
 * @param devices null where the platform did not say
 * @param portalUrl the site's page in Datto RMM; null where not said
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
