package dev.companion.mapper.topology;

import dev.companion.mapper.domain.KnownSite;
import dev.companion.rmm.Site;
import dev.companion.rmm.SiteScope;
import org.jspecify.annotations.Nullable;

/** The topic of sites. */
final class SiteRecords {

    private SiteRecords() {}

    /** A scope that could not be read does not make a site part of the product. */
    static @Nullable KnownSite toDomain(@Nullable Site site) {
        return site == null
                ? null
                : new KnownSite(site.getSiteUid(), site.getName(), site.getScope() == SiteScope.MANAGED);
    }
}
