package dev.companion.gravityzone;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One GravityZone partner company, seen with one API key. Calls block, send exactly one request and never retry. Only
 * if the vendor refuses key or right do harmless reads follow, to find out which of the two it is.
 */
public interface GravityZoneClient extends GravityZoneCompanies, GravityZonePackages, GravityZoneAccounts {

    /**
     * The services enabled for the key, in lower case, as the vendor lists them or, if it refuses that, as harmless
     * probes find.
     */
    CallResult<Set<String>> enabledServices();

    /** The key's own company. */
    CallResult<Company> ownCompany();

    CallResult<Company> company(String companyId);

    /** One page of all companies below the key's own, at any depth, 1,000 per page. {@code null} is the first page. */
    CallResult<Page<Company>> companies(@Nullable PageCursor cursor);

    /** Companies whose name begins with the prefix. The vendor caps the result, so a full one proves no absence. */
    CallResult<List<Company>> findCompaniesByName(String prefix);

    /** Creates a customer company with a monthly subscription below {@code parentId} and returns its id. */
    CallResult<String> createCompany(String name, @Nullable String parentId);

    CallResult<Page<PackageRef>> packages(String companyId, @Nullable PageCursor cursor);

    CallResult<String> createPackage(NewPackage wanted);

    CallResult<Done> deletePackage(String packageId);

    /** The installation links of a company's packages, or of one package if it is named. */
    CallResult<List<InstallationLinks>> installationLinks(String companyId, @Nullable String packageName);

    /**
     * The installation links of the packages of all companies that the key manages, in one answer however many there
     * are. Rows that do not name their company are left out; a package whose kit is not built yet may be missing.
     */
    default CallResult<List<InstallationLinks>> allInstallationLinks() {
        return new CallResult.Refused<>(
                CallResult.Reason.NOT_OFFERED, "the links of all companies together are not offered here");
    }

    /** A company's licence with its add-ons; the input of {@link LicensedPackage}. */
    default CallResult<Licence> licence(String companyId) {
        return NotOffered.here("getLicenseInfo");
    }

    /** Add-on flags of a company's licence by their vendor names ("managePatchManagement"); absent means unknown. */
    CallResult<Map<String, Boolean>> licenceFlags(String companyId);

    /**
     * @param parentId may be the id of a container, not of the parent company, when the row comes from a listing
     * @param createdAt from the answer, or otherwise from the id, whose first eight digits are a time in seconds
     * @param suspended null if the vendor did not report it
     */
    record Company(
            String id,
            String name,
            @Nullable CompanyType type,
            @Nullable String parentId,
            @Nullable String path,
            @Nullable Boolean suspended,
            @Nullable Boolean managedByPartner,
            @Nullable Instant createdAt) {}

    enum CompanyType {
        PARTNER,
        CUSTOMER
    }

    record PackageRef(String id, String name) {}

    /**
     * The desired content of a package, by the vendor's own names.
     *
     * @param modules keys of {@code createPackage}'s modules that are on ("advancedThreatControl"); the rest are off.
     *     "contentControl" stands for "userControl", "antiphishing" and "trafficScan"
     * @param language a locale such as "en_US"
     */
    record NewPackage(
            String companyId,
            String packageName,
            String description,
            Set<String> modules,
            boolean exchangeRole,
            boolean removeCompetitors,
            String language) {}

    /**
     * @param windows link to the small downloader, an opaque string with brackets that no URI parser may touch; null
     *     until the vendor has one
     * @param windowsReady null if the vendor did not report it
     */
    record InstallationLinks(
            String packageName,
            String companyId,
            @Nullable String windows,
            @Nullable Boolean windowsReady) {

        /** Without the link: its holder can install into the customer's company. */
        @Override
        public String toString() {
            return "InstallationLinks[packageName=%s, companyId=%s, windows=%s, windowsReady=%s]"
                    .formatted(packageName, companyId, windows == null ? null : "***", windowsReady);
        }
    }

    /** @param next null at the end of the walk; {@code total} null if the vendor did not report it on this page */
    record Page<T>(
            List<T> rows,
            @Nullable PageCursor next,
            @Nullable Long total) {}

    /**
     * @param pagesCount remembered from page 1, the only page that contains it; null if it did not
     * @param perPage rows of a page if they are fewer than usual, because the vendor refused the usual number
     */
    record PageCursor(
            int page,
            @Nullable Integer pagesCount,
            @Nullable Integer perPage) {

        public PageCursor(int page, @Nullable Integer pagesCount) {
            this(page, pagesCount, null);
        }
    }
}
