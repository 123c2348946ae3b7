package dev.companion.gravityzone;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes to existing companies, and their place in the tree. The client sends what it is told to: the caller decides
 * whether a company may be deleted or suspended.
 */
public interface GravityZoneCompanies {

    /**
     * Deletes a company with its users, packages and licence, at once and permanently. The vendor does not delete a
     * partner with companies below it: {@code Refused(INVALID)}. {@code Missing} if the company is gone or out of
     * sight.
     */
    default CallResult<Done> deleteCompany(String companyId) {
        return NotOffered.here("deleteCompany");
    }

    /**
     * Locks the company's users out and lets its agents expire until it is activated. Suspending a suspended company
     * changes nothing.
     *
     * @param recursive whether the companies below are suspended too
     */
    default CallResult<Done> suspendCompany(String companyId, boolean recursive) {
        return NotOffered.here("suspendCompany");
    }

    /** @param recursive whether the companies below are activated too, however they were suspended */
    default CallResult<Done> activateCompany(String companyId, boolean recursive) {
        return NotOffered.here("activateCompany");
    }

    /**
     * Moves a company below another partner company or company folder. Both must be visible to the key, so a company
     * that left its sight cannot be moved back: {@code Refused(INVALID)}. Clouds without this call return {@code
     * Refused(NOT_OFFERED)}.
     */
    default CallResult<Done> moveCompany(String companyId, String newParentId) {
        return NotOffered.here("moveCompanyOrCompanyFolder");
    }

    /**
     * Changes the name and nothing else. {@code Refused(NAME_TAKEN)} if any company of the whole cloud has it, {@code
     * Refused(INVALID)} if no company can have it.
     */
    default CallResult<Done> renameCompany(String companyId, String name) {
        return NotOffered.here("updateCompanyDetails");
    }

    /**
     * Companies directly below a partner company or company folder, without those in folders of the parent. A customer
     * has none. The vendor answers an unknown id like a customer's, so an empty list does not prove that the parent
     * exists.
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
     * Number of machines with an agent in a company and all below it; never zero because an answer is missing. If the
     * partner may not look inside a company ({@link GravityZoneClient.Company#managedByPartner}), the vendor itself
     * reports zero.
     */
    default CallResult<Long> endpointCount(String companyId) {
        return NotOffered.here("getEndpointsList");
    }

    record CompanyRef(String id, String name) {}

    record CompanyFolder(String id, String name) {}
}
