package dev.companion.resolver.domain;

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

    private final Patience patience;

    public DiscrepancyDetector(Patience patience) {
        this.patience = patience;
    }

    public Patience patience() {
        return patience;
    }

    /** What each rule says of the site, one assessment a type. */
    public List<Assessment> assess(SiteFacts facts) {
        return List.of(
                DestinationRules.creation(facts),
                DestinationRules.moved(facts),
                DestinationRules.deleted(facts),
                DestinationRules.suspended(facts),
                DestinationRules.nameNotUnique(facts),
                SourceRules.deleted(facts),
                SourceRules.renamed(facts),
                SourceRules.outOfScope(facts),
                UpkeepRules.associationMissing(facts),
                UpkeepRules.packageMissing(facts),
                UpkeepRules.packageLinkChanged(facts),
                UpkeepRules.outcomeUnknown(facts, patience));
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
