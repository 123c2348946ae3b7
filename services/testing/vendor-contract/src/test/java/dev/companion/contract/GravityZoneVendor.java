package dev.companion.contract;

import dev.companion.vendor.Secret;
import java.util.List;
import java.util.Set;

/** The other side of the wire, as somebody with all rights in the whole cloud sees and changes it. */
interface GravityZoneVendor extends AutoCloseable {

    /** Services that the product needs. */
    Set<String> SERVICES = Set.of("companies", "licensing", "packages", "network");

    /** Operations by the names that {@link #trouble} and {@link #calls} take. */
    String READ_COMPANY = "companies.getCompanyDetails";

    String FIND_COMPANIES = "companies.findCompaniesByName";
    String CREATE_COMPANY = "companies.createCompany";
    String LIST_COMPANIES = "network.getNetworkInventoryItems";
    String LIST_PACKAGES = "packages.getPackagesList";
    String CREATE_PACKAGE = "packages.createPackage";
    String DELETE_PACKAGE = "packages.deletePackage";
    String LINKS = "packages.getInstallationLinks";
    String LICENCE = "licensing.getLicenseInfo";

    /**
     * A package as it is really kept.
     *
     * @param modules those that are on
     */
    record Kept(String companyId, String name, Set<String> modules, boolean exchange, boolean removeCompetitors) {}

    /** As an administrator pastes it. */
    String accessUrl();

    /** {@code host:port} of the address. */
    String hostAndPort();

    /** A key with {@link #SERVICES}. */
    Secret key();

    /** A further key with these services alone. */
    Secret keyWith(Set<String> services);

    String ownCompanyId();

    /** Ids of all companies below our own, at any depth. */
    List<String> companyIds();

    /** @return the id of a new customer below our own company */
    String addCompany(String name);

    /** A company of another tenant, out of every sight. */
    void addForeignCompany(String name);

    void deleteCompany(String id);

    void moveOutside(String id);

    void suspend(String id);

    /** How many companies of exactly this name there are in the whole cloud. */
    long companiesNamed(String name);

    /** Type of subscription: 1 is a trial, 3 a monthly subscription. */
    int subscriptionOf(String companyId);

    /** Sells the company an add-on, by the vendor's flag. */
    void license(String companyId, String flag);

    void addPackage(String companyId, String name);

    Kept kept(String packageId);

    boolean hasPackage(String packageId);

    /** The Windows link as it is handed out once the kit is built. */
    String windowsLink(String packageId);

    /** Lets the kits be built. */
    void finishKits();

    void revokeKey();

    void trouble(String operation, Trouble trouble);

    /** Ends all trouble. */
    void calm();

    long calls(String operation);

    @Override
    void close();
}
