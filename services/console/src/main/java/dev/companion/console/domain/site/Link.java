package dev.companion.console.domain.site;

import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.PackageProfile;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted for a site. Exactly one of {@code companyId} (an existing company) and {@code companyName} (a company
 * to create) is given.
 *
 * @param siteName the site's name when the link was last changed
 * @param generation grows by one with each change of what is wanted
 * @param present false if the link is to be taken apart
 * @param packageProfile what its package is to contain; null if not said
 * @param deletePackage whether its package goes too where it is to be taken apart
 * @param companyAction what a person decided about the company with this generation; null if nothing
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
     * The companies that the site holds. A link that is being taken apart holds its company until it is gone.
     *
     * @param status of the site; null while there is none
     */
    public Set<String> companiesHeld(@Nullable LinkStatus status) {
        var current = status != null && status.speaksOf(this) ? status : null;
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
