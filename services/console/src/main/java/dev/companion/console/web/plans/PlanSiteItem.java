package dev.companion.console.web.plans;

import dev.companion.console.domain.plan.Plan;
import dev.companion.console.domain.plan.PlannedSite;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site of a plan, as it was when the plan was made.
 *
 * @param siteUid the uid of the site
 * @param siteName the name of the site
 * @param group what is to be done with it; LOOK: as the plan's action says, and a person should look at it first
 * @param included whether applying the plan changes it
 * @param companyId the company; null for a new one, and if the site is left out
 * @param companyName the name of the company; null if the site is left out
 * @param score how well the company matches, in percent; null if it is no match
 * @param reason why to look at it, or why it is left out; null if neither
 * @param similar companies that a new one may be a second copy of; putting the site back says that it is another company
 */
record PlanSiteItem(
        String siteUid,
        String siteName,
        PlannedSite.Group group,
        boolean included,
        @Nullable String companyId,
        @Nullable String companyName,
        @Nullable Integer score,
        @Nullable String reason,
        List<SimilarCompany> similar) {

    /**
     * A company that can be linked and has a similar name.
     *
     * @param companyId the id of the company
     * @param companyName the name of the company
     * @param score how similar the names are, in percent
     * @param evidence the reasons, each in a short sentence
     */
    record SimilarCompany(String companyId, String companyName, int score, List<String> evidence) {}

    static PlanSiteItem of(PlannedSite site, Plan plan) {
        return new PlanSiteItem(
                site.siteUid(),
                site.siteName(),
                site.group(),
                plan.includes(site),
                site.companyId(),
                site.companyName(),
                site.score(),
                site.reason(),
                site.similar().stream()
                        .map(twin ->
                                new SimilarCompany(twin.companyId(), twin.companyName(), twin.score(), twin.evidence()))
                        .toList());
    }
}
