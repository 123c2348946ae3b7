package dev.companion.console.domain.plan;

import dev.companion.console.domain.site.LinkFacts;
import dev.companion.console.domain.site.SiteRow;
import java.util.Optional;

/** What planning needs to know about one tenant. */
public interface PlanFacts extends LinkFacts {

    /** The row of the list of sites; empty if the site is not listed. */
    Optional<SiteRow> findSite(String siteUid);

    /** A name for the site's new company that GravityZone accepts and no other company has or is about to get. */
    String proposedName(String siteUid);

    /** Whether a company of the site's own name can be linked, so that a new one would be a duplicate. */
    boolean hasNamesake(String siteUid);
}
