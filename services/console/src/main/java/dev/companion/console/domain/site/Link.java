package dev.companion.console.domain.site;

import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.PackageProfile;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The desired link of a site. Exactly one of {@code companyId} (an existing company) and {@code companyName} (a company
 * to create) is given.
 *
 * @param siteName the site's name when the link was last changed
 * @param generation grows by one with each change of the desired state
 * @param present false if the link is to be removed
 * @param packageProfile desired content of its package; null if unknown
 * @param deletePackage whether its package is deleted when the link is removed
 * @param companyAction the decision about the company in this generation; null if there is none
 */
public record Link(
        String siteUid,
        String siteName,
        long generation,
        boolean present,
        @Nullable String companyId,
        @Nullable String companyName,
        @Nullable PackageProfile packageProfile,
        boolean deletePackage,
        @Nullable CompanyAction companyAction) {

    /**
     * The companies that the site holds. A link that is being removed holds its company until it is gone.
     *
     * @param status of the site; null while there is none
     */
    public Set<String> companiesHeld(@Nullable LinkStatus status) {
        var current = status != null && status.describes(this) ? status : null;
        if (!present && current != null && current.phase() == LinkStatus.Phase.REMOVED) {
            return Set.of();
        }
        var held = new HashSet<String>();
        if (companyId != null) {
            held.add(companyId);
        }
        if (status != null && status.companyId() != null && (current != null || companyId == null)) {
            held.add(status.companyId());
        }
        return held;
    }
}
