package dev.companion.resolver.domain;

import org.jspecify.annotations.Nullable;

/** What the mapper is to do so that a discrepancy is settled. It looks at the facts once more and may refuse. */
public sealed interface Order {

    /** The link is wanted under another company or name, or afresh. Exactly one of the two is given. */
    record RetryLink(
            String siteUid,
            @Nullable String companyId,
            @Nullable String companyName) implements Order {}

    /** The link is to be taken apart; package and company stay. */
    record DropLink(String siteUid) implements Order {}

    /**
     * @param companyName as it was seen; for deleting as it was typed
     * @param parentId where it is to move; null where it is not
     * @param endpoints machines that it may have at most to be deleted; null where it is not to be
     * @param newName null where it is not to be renamed
     */
    record ChangeCompany(
            String siteUid,
            CompanyChange change,
            String companyId,
            String companyName,
            @Nullable String parentId,
            @Nullable Long endpoints,
            @Nullable String newName)
            implements Order {

        static ChangeCompany of(String siteUid, CompanyChange change, String companyId, String companyName) {
            return new ChangeCompany(siteUid, change, companyId, companyName, null, null, null);
        }
    }

    /** @param alias the earlier name that is to be remembered; null for none */
    record NoteSiteName(String siteUid, @Nullable String alias) implements Order {}

    record DecideDeletions(String list, String setId, boolean approved) implements Order {}

    /** Both sides are to be read at once. */
    record SweepNow() implements Order {}
}
