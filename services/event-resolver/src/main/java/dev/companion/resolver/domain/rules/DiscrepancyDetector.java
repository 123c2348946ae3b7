package dev.companion.resolver.domain.rules;

import dev.companion.resolver.domain.facts.GracePeriods;
import dev.companion.resolver.domain.facts.LinkSpec;
import dev.companion.resolver.domain.facts.SiteFacts;
import dev.companion.resolver.domain.facts.TenantHealth;
import dev.companion.resolver.domain.facts.TenantHealth.Vendor;
import dev.companion.resolver.domain.rules.Assessment.Unlinking;
import dev.companion.vocabulary.DiscrepancyType;
import dev.companion.vocabulary.ObservedKind;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs all rules. A rule sees all facts and never what just changed, so the order of changes does not matter. A new type
 * of discrepancy is one more rule here.
 */
public final class DiscrepancyDetector {

    private static final List<ObservedKind> LISTS =
            List.of(ObservedKind.SITES, ObservedKind.USERS, ObservedKind.COMPANIES);

    private static final String NOT_DESIRED = "The site is no longer linked.";

    private final GracePeriods grace;

    public DiscrepancyDetector(GracePeriods grace) {
        this.grace = grace;
    }

    public GracePeriods grace() {
        return grace;
    }

    /** A rule about a desired link. It is not asked about a site whose link is not desired. */
    @FunctionalInterface
    private interface LinkRule {

        Assessment assess(SiteFacts facts, Subject subject, LinkSpec link);
    }

    /** Returns one assessment for each type that is about a site. */
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
                ofLink(facts, DiscrepancyType.ASSOCIATION_MISSING, PackageRules::associationMissing),
                ofLink(facts, DiscrepancyType.PACKAGE_MISSING, PackageRules::packageMissing),
                ofLink(facts, DiscrepancyType.PACKAGE_LINK_CHANGED, PackageRules::packageLinkChanged),
                ofLink(
                        facts,
                        DiscrepancyType.OUTCOME_UNKNOWN,
                        (of, subject, link) -> OutcomeRules.unknown(of, subject, link, grace)));
    }

    private static Assessment ofLink(SiteFacts facts, DiscrepancyType type, LinkRule rule) {
        var subject = new Subject(type, facts.siteUid());
        var link = facts.link().orElse(null);
        if (link == null) {
            return Assessment.absent(subject, NOT_DESIRED);
        }
        return link.present() ? rule.assess(facts, subject, link) : new Unlinking(subject, NOT_DESIRED);
    }

    /** Returns one assessment for each vendor and each list. */
    public List<Assessment> assess(TenantHealth facts) {
        return Stream.of(
                        Stream.of(Vendor.values()).map(vendor -> TenantRules.credentials(facts, vendor, grace)),
                        Stream.of(Vendor.values()).map(vendor -> TenantRules.quota(facts, vendor, grace)),
                        LISTS.stream().map(kind -> TenantRules.massDeletion(facts, kind)))
                .flatMap(each -> each)
                .toList();
    }
}
