package dev.companion.resolver.domain.resolution;

import dev.companion.vocabulary.CompanyAction;
import dev.companion.vocabulary.ObservedKind;
import org.jspecify.annotations.Nullable;

/** What the mapper is asked to do so that a discrepancy is resolved. The mapper checks the facts again and may refuse. */
public sealed interface MapperCommand {

    /** Changes the company of the link, or starts the link again. Exactly one of id and name is given. */
    record RetryLink(
            String siteUid,
            @Nullable String companyId,
            @Nullable String companyName) implements MapperCommand {}

    /** Unlinks the site. Package and company stay. */
    record DeleteLink(String siteUid) implements MapperCommand {}

    /**
     * Decides about the company of the link.
     *
     * @param companyName as it was shown; to delete, as it was typed
     * @param parentId where the company is moved; null unless it is moved
     * @param endpoints machines that the company may have at most to be deleted; null unless it is deleted
     * @param newName null unless the company is renamed
     */
    record ChangeCompany(
            String siteUid,
            CompanyAction action,
            String companyId,
            String companyName,
            @Nullable String parentId,
            @Nullable Long endpoints,
            @Nullable String newName)
            implements MapperCommand {}

    /**
     * Records the current name of the site in its link.
     *
     * @param alias the former name, to be remembered; null if it is not
     */
    record NoteSiteName(String siteUid, @Nullable String alias) implements MapperCommand {}

    /** Approves or rejects a set of held deletions. */
    record DecideDeletions(ObservedKind kind, String setId, boolean approved) implements MapperCommand {}

    /** Starts a sweep of both vendors. */
    record SweepNow() implements MapperCommand {}
}
