package dev.companion.console.domain.site;

import org.jspecify.annotations.Nullable;

/**
 * A Datto RMM site as last observed.
 *
 * @param devices null if Datto RMM does not report it
 * @param portalUrl the site's page in Datto RMM; null if not reported
 */
public record Site(
        String siteUid,
        String name,
        Scope scope,
        @Nullable Integer devices,
        @Nullable String portalUrl) {

    /** Whether a site is imported; UNKNOWN if not reported. */
    public enum Scope {
        UNKNOWN,
        MANAGED,
        ON_DEMAND
    }
}
