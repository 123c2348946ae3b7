package dev.companion.gravityzone;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of companies that exist, and how they stand in the tree. The client sends what it is told to: whether a
 * company may be deleted or suspended is for the caller to decide.
 */
public interface GravityZoneCompanies {

    /**
     * Deletes a company with its users, packages and licence at once and for good. The vendor keeps a partner that has
     * companies below, which is {@code Refused(INVALID)}; {@code Missing} is a company that is gone or out of sight.
     */
    default CallResult<Done> deleteCompany(String companyId) {
        return NotOffered.here("deleteCompany");
    }

    /**
     * Locks the company's users out and lets its agents expire, until it is activated. Suspending what is suspended
     * changes nothing.
     *
     * @param recursive whether the companies below are suspended too
     */
    default CallResult<Done> suspendCompany(String companyId, boolean recursive) {
        return NotOffered.here("suspendCompany");
    }

    /** @param recursive whether the companies below are activated too, whoever suspended them */
    default CallResult<Done> activateCompany(String companyId, boolean recursive) {
        return NotOffered.here("activateCompany");
    }

    /**
     * Puts a company under another partner company or company folder. Both must be in the key's sight, so nothing that
     * left it can be fetched back: {@code Refused(INVALID)}. Clouds without this call answer
     * {@code Refused(NOT_OFFERED)}.
     */
    default CallResult<Done> moveCompany(String companyId, String newParentId) {
        return NotOffered.here("moveCompanyOrCompanyFolder");
    }

    /**
     * Changes the name and nothing else. {@code Refused(NAME_TAKEN)} where any company of the whole cloud has it,
     * {@code Refused(INVALID)} above 64 characters or with {@code <} or {@code >}.
     */
    default CallResult<Done> renameCompany(String companyId, String name) {
        return NotOffered.here("updateCompanyDetails");
    }

    /**
     * Companies directly below a partner company or company folder. Those in folders of the parent are not among them.
     * A customer has none; since the vendor answers an id that it does not know as it answers a customer's, an empty
     * list does not prove that the parent is there.
     *
     * @param parentId null for the key's own company
     */
    default CallResult<List<CompanyRef>> childCompanies(@Nullable String parentId) {
        return NotOffered.here("getCompaniesList");
    }

    /** Company folders directly below a partner company or company folder; empty as {@link #childCompanies} is. */
    default CallResult<List<CompanyFolder>> companyFolders(@Nullable String parentId) {
        return NotOffered.here("getCompanyFoldersList");
    }

    /**
     * Number of machines with an agent in a company and all below it; never zero for want of an answer. Where the
     * partner may not look inside a company ({@link GravityZoneClient.Company#managedByPartner}), the vendor says zero
     * itself.
     */
    default CallResult<Long> endpointCount(String companyId) {
        return NotOffered.here("getEndpointsList");
    }

    record CompanyRef(String id, String name) {}

    record CompanyFolder(String id, String name) {}
}
