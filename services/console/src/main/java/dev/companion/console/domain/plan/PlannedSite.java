package dev.companion.console.domain.plan;

import dev.companion.console.domain.site.LinkRequest;
import dev.companion.matching.NearTwins.Twin;
import dev.companion.vocabulary.CompanyName;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A site as it was when it was planned, and what is to be done with it.
 *
 * @param companyId the company to link, or the linked one; null for a new one and for a site that is left out
 * @param companyName the name of that company, or of the new one; null for a site that is left out
 * @param score how well the company matches, in percent; null if it is no match
 * @param reason why a person should look at it, or why it is left out; null if neither
 * @param similar the companies that a new one may be a second copy of; empty if there are none
 */
public record PlannedSite(
        String siteUid,
        String siteName,
        Group group,
        @Nullable String companyId,
        @Nullable String companyName,
        @Nullable Integer score,
        @Nullable String reason,
        List<Twin> similar) {

    /** In the order in which a person reads them. */
    public enum Group {
        LOOK,
        LINK,
        CREATE,
        REMOVE,
        LEFT_OUT
    }

    public PlannedSite {
        similar = List.copyOf(similar);
    }

    static PlannedSite leftOut(String siteUid, String siteName, String why) {
        return new PlannedSite(siteUid, siteName, Group.LEFT_OUT, null, null, null, why, List.of());
    }

    /** Whether the plan can do anything with it. */
    public boolean isChange() {
        return group != Group.LEFT_OUT;
    }

    /** Whether it is done only if a person says that the new company is another one than the similar ones. */
    public boolean needsConfirmation() {
        return !similar.isEmpty();
    }

    PlannedSite without(String why) {
        return leftOut(siteUid, siteName, why);
    }

    /** The request that links it. The companies of similar names are shown with it, so the person has seen them. */
    LinkRequest toLink() {
        return new LinkRequest(
                siteUid,
                companyId,
                companyId == null && companyName != null ? new CompanyName(companyName) : null,
                similar.stream().map(Twin::companyId).collect(Collectors.toSet()));
    }
}
