package dev.companion.resolver.domain.facts;

import dev.companion.resolver.domain.facts.LinkStatus.Aspect;
import dev.companion.resolver.domain.facts.LinkStatus.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is known about a site at one moment.
 *
 * @param site as last listed; empty if it was never listed
 * @param link the desired link; empty if there is none
 * @param status what the provisioner reports about the link, possibly about an earlier generation
 * @param baseline after these facts
 */
public record SiteFacts(
        TenantSettings tenant,
        String siteUid,
        Optional<ObservedSite> site,
        Optional<LinkSpec> link,
        Optional<LinkStatus> status,
        LinkBaseline baseline,
        KnownCompanies companies,
        Instant now) {

    /** Returns the site as Datto RMM lists it; empty if it was deleted, or never listed. */
    public Optional<ObservedSite> listedSite() {
        return site.filter(each -> !each.deleted());
    }

    /** Returns the name that people know the site by. */
    public String name() {
        return listedSite()
                .map(ObservedSite::name)
                .or(() -> link.map(LinkSpec::siteName))
                .orElse(siteUid);
    }

    /** Returns the status if it describes the link's current generation; one of an earlier generation proves nothing. */
    public Optional<LinkStatus> currentStatus() {
        return status.filter(each -> link.map(LinkSpec::generation).equals(Optional.of(each.generation())));
    }

    /**
     * Returns whether the site is certainly gone: its deletion is confirmed, or the vendor says that there is no such
     * site when its variables are read. A site that was never listed proves nothing, since topics are read in any order.
     */
    public boolean isSiteGone() {
        return listedSite().isEmpty()
                && (site.isPresent()
                        || currentStatus()
                                .map(each -> each.isFalse(Aspect.VARIABLE, Reason.SITE_MISSING))
                                .orElse(false));
    }

    /** Returns the id of the company in use, or else of the desired one. */
    public Optional<String> companyId() {
        return status.map(LinkStatus::companyId).or(() -> link.map(LinkSpec::companyId));
    }

    /** Returns the company as the inventory lists it; empty if it does not. */
    public Optional<ObservedCompany> company() {
        return companyId().flatMap(companies::find);
    }

    /** Returns the name that people know the company by; an empty text if there is none. */
    public String companyName() {
        return company()
                .map(ObservedCompany::name)
                .or(() -> status.map(LinkStatus::companyName))
                .or(() -> link.map(LinkSpec::companyName))
                .orElse("");
    }
}
