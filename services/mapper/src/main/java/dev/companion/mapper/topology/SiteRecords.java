package dev.companion.mapper.topology;

import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.rmm.Site;
import dev.companion.rmm.SiteScope;

/** The topic of sites. */
final class SiteRecords {

    private SiteRecords() {}

    /** A site whose scope could not be read is not managed. */
    static ObservedSite toDomain(Site site) {
        return new ObservedSite(site.getSiteUid(), site.getName(), site.getScope() == SiteScope.MANAGED);
    }
}
