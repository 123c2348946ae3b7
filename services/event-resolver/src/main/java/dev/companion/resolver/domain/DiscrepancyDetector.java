package dev.companion.resolver.domain;

import dev.companion.resolver.domain.Assessment.Leaving;
import dev.companion.resolver.domain.TenantFacts.Vendor;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds how the desired and the observed differ. Looks at the whole of the facts, never at what just changed, so that it
 * does not matter in which order they came. One more kind of difference is one more rule.
 */
public final class DiscrepancyDetector {

    /** The lists whose deletions can be held, as their topic names them. */
    static final List<String> LISTS = List.of("SITES", "USERS", "COMPANIES");

    private static final String NOT_WANTED = "The site is no longer to be linked.";

    private final Patience patience;

    public DiscrepancyDetector(Patience patience) {
        this.patience = patience;
    }

    public Patience patience() {
        return patience;
    }

    /** A rule about a link that is wanted; where it is not, no rule is asked. */
    @FunctionalInterface
    private interface LinkRule {

        Assessment judge(SiteFacts facts, Subject subject, DesiredLink desired);
    }

    /** What each rule says of the site, one assessment a type. */
    public List<Assessment> assess(SiteFacts facts) {
        return List.of(
                ofLink(facts, DiscrepancyType.DESTINATION_CREATION, DestinationRules::creation),
                ofLink(facts, DiscrepancyType.DESTINATION_MOVED, DestinationRules::moved),
                ofLink(facts, DiscrepancyType.DESTINATION_DELETED, DestinationRules::deleted),
                ofLink(facts, DiscrepancyType.COMPANY_SUSPENDED, DestinationRules::suspended),
                ofLink(facts, DiscrepancyType.NAME_NOT_UNIQUE, DestinationRules::nameNotUnique),
                SourceRules.deleted(facts),
                ofLink(facts, DiscrepancyType.SITE_RENAMED, SourceRules::renamed),
                ofLink(facts, DiscrepancyType.SITE_OUT_OF_SCOPE, SourceRules::outOfScope),
                ofLink(facts, DiscrepancyType.ASSOCIATION_MISSING, UpkeepRules::associationMissing),
                ofLink(facts, DiscrepancyType.PACKAGE_MISSING, UpkeepRules::packageMissing),
                ofLink(facts, DiscrepancyType.PACKAGE_LINK_CHANGED, UpkeepRules::packageLinkChanged),
                ofLink(
                        facts,
                        DiscrepancyType.OUTCOME_UNKNOWN,
                        (of, subject, desired) -> UpkeepRules.outcomeUnknown(of, subject, desired, patience)));
    }

    private static Assessment ofLink(SiteFacts facts, DiscrepancyType type, LinkRule rule) {
        var subject = new Subject(type, facts.siteUid());
        var desired = facts.desired().orElse(null);
        if (desired == null) {
            return Assessment.not(subject, NOT_WANTED);
        }
        return desired.present() ? rule.judge(facts, subject, desired) : new Leaving(subject, NOT_WANTED);
    }

    /** What the rules say of the tenant, one assessment for each vendor and each list. */
    public List<Assessment> assess(TenantFacts facts) {
        return Stream.of(
                        Stream.of(Vendor.values()).map(vendor -> TenantRules.credentials(facts, vendor, patience)),
                        Stream.of(Vendor.values()).map(vendor -> TenantRules.quota(facts, vendor, patience)),
                        LISTS.stream().map(list -> TenantRules.massDeletion(facts, list)))
                .flatMap(each -> each)
                .toList();
    }
}
