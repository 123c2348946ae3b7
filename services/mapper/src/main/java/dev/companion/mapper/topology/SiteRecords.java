package dev.companion.mapper.topology;

import dev.companion.mapper.domain.link.ObservedSite;
import dev.companion.mapper.domain.link.ObservedVariable;
import dev.companion.rmm.Site;
import dev.companion.rmm.SiteScope;
import dev.companion.rmm.SiteVariable;
import org.jspecify.annotations.Nullable;

/** The topics of sites and of their variables. */
final class SiteRecords {

    private SiteRecords() {}

    /** A site whose scope could not be read is not managed. */
    static ObservedSite toDomain(Site site) {
        return new ObservedSite(site.getSiteUid(), site.getName(), site.getScope() == SiteScope.MANAGED);
    }

    /** Null for what only a newer version knows. */
    static @Nullable ObservedVariable toDomain(SiteVariable variable) {
        return switch (variable.getLeadsTo()) {
            case UNKNOWN -> null;
            case NO_KNOWN_PACKAGE -> new ObservedVariable(variable.getSiteUid(), null, null);
            case PACKAGE ->
                variable.getCompanyId()
                        .map(company -> new ObservedVariable(
                                variable.getSiteUid(),
                                company,
                                variable.getPackageName().orElse("")))
                        .orElse(null);
        };
    }
}
