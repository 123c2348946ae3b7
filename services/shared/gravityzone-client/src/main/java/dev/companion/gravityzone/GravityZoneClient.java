package dev.companion.gravityzone;

import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One GravityZone partner company, seen with one API key. Calls block, send exactly one request and never retry; only
 * when the vendor refuses key or right, harmless reads follow to find out which of the two it is.
 */
public interface GravityZoneClient extends GravityZoneCompanies, GravityZonePackages, GravityZoneAccounts {

    /** The services ticked on the key, in lower case, found out by asking or, where that is refused, by harmless probes. */
    CallResult<Set<String>> enabledServices();

    /** The key's own company. */
    CallResult<Company> ownCompany();

    CallResult<Company> company(String companyId);

    /** One page of all companies below the key's own, at any depth, 1,000 a page. {@code null} is the first page. */
    CallResult<Page<Company>> companies(@Nullable PageCursor cursor);

    /** Companies whose name begins with the prefix; capped by the vendor, so a long answer proves no absence. */
    CallResult<List<Company>> findCompaniesByName(String prefix);

    /** Creates a customer company on a monthly subscription below {@code parentId} and answers its id. */
    CallResult<String> createCompany(String name, @Nullable String parentId);

    CallResult<Page<PackageRef>> packages(String companyId, @Nullable PageCursor cursor);

    CallResult<String> createPackage(NewPackage wanted);

    CallResult<Done> deletePackage(String packageId);

    /** The installation links of a company's packages, of one package where it is named. */
    CallResult<List<InstallationLinks>> installationLinks(String companyId, @Nullable String packageName);

    /**
     * The installation links of the packages of every company that the key manages, in one answer however many there
     * are. A row that does not say whose it is is left out, and so may be a package whose kit is still being built.
     */
    default CallResult<List<InstallationLinks>> allInstallationLinks() {
        return new CallResult.Refused<>(
                CallResult.Reason.NOT_OFFERED, "the links of all companies together are not told here");
    }

    /** A company's licence with its add-ons; what {@link LicensedPackage} reduces a wish by. */
    default CallResult<Licence> licence(String companyId) {
        return NotOffered.here("getLicenseInfo");
    }

    /** Add-on flags of a company's licence by their vendor names ("managePatchManagement"); absent means unknown. */
    CallResult<Map<String, Boolean>> licenceFlags(String companyId);

    /**
     * @param parentId may be the id of a container, not of the parent company, when the row comes from a listing
     * @param createdAt from the answer, or else from the id, whose first eight digits are a time in seconds
     * @param suspended null where the vendor did not say
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
     * What a package is to contain, by the vendor's own names.
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
     * @param windows the small downloader's link, an opaque string with brackets that no URI parser may touch; null
     *     while the vendor has none
     * @param windowsReady null where the vendor did not say
     */
    record InstallationLinks(
            String packageName,
            String companyId,
            @Nullable String windows,
            @Nullable Boolean windowsReady) {

        /** Without the link, whose holder can install into the customer's company. */
        @Override
        public String toString() {
            return "InstallationLinks[packageName=%s, companyId=%s, windows=%s, windowsReady=%s]"
                    .formatted(packageName, companyId, windows == null ? null : "***", windowsReady);
        }
    }

    /** @param next null at the end of the walk; {@code total} null where the vendor did not say on this page */
    record Page<T>(
            List<T> rows,
            @Nullable PageCursor next,
            @Nullable Long total) {}

    /** @param pagesCount remembered from page 1, the only page that tells it; null where it did not */
    record PageCursor(int page, @Nullable Integer pagesCount) {}
}
