package dev.companion.resolver.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * All that is known of a site at the moment it is looked at: observed, desired and done.
 *
 * @param observed what Datto RMM shows; empty where it does not exist, or nothing was heard of it yet
 * @param deletionTold whether its confirmed deletion was heard of
 * @param memory what is remembered of the link after this look
 */
public record SiteFacts(
        TenantView tenant,
        String siteUid,
        Optional<ObservedSite> observed,
        boolean deletionTold,
        Optional<DesiredLink> desired,
        Optional<LinkSeen> done,
        LinkMemory memory,
        KnownCompanies companies,
        Instant now) {

    /** What people know the site by. */
    String name() {
        return observed.map(ObservedSite::name)
                .or(() -> desired.map(DesiredLink::siteName))
                .orElse(siteUid);
    }

    /** What was done about the very generation that is desired; an earlier one says nothing about it. */
    Optional<LinkSeen> doneAsDesired() {
        return done.filter(seen -> desired.map(DesiredLink::generation).equals(Optional.of(seen.generation())));
    }

    /**
     * Whether the site is gone for certain: its deletion was told, or its variables were looked for and the vendor said
     * that there is no such site. That nothing was heard of it proves nothing, since topics are not read in one order.
     */
    boolean siteGone() {
        return observed.isEmpty()
                && (deletionTold
                        || doneAsDesired()
                                .map(done -> done.fails(LinkSeen.Aspect.VARIABLE, LinkSeen.Reason.SITE_MISSING))
                                .orElse(false));
    }

    /** Id of the company in use, or of the one that is wanted; empty where there is neither. */
    Optional<String> companyId() {
        return done.map(LinkSeen::companyId).or(() -> desired.map(DesiredLink::companyId));
    }

    /** The company as the inventory shows it; empty where it does not. */
    Optional<ObservedCompany> company() {
        return companyId().flatMap(companies::find);
    }

    /** What people know the company by. */
    String companyName() {
        return company()
                .map(ObservedCompany::name)
                .or(() -> done.map(LinkSeen::companyName))
                .or(() -> desired.map(DesiredLink::companyName))
                .orElse("");
    }
}
