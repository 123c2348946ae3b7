package dev.companion.contract;

import dev.companion.vendor.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The vendor's side, with all rights in the whole cloud, to inspect and change it. */
interface GravityZoneVendor extends AutoCloseable {

    /** Services that the product needs. */
    Set<String> SERVICES = Set.of("companies", "licensing", "packages", "network");

    /** How long the trial of {@link #putOnTrial} lasts. */
    Duration TRIAL = Duration.ofDays(30);

    /** Operations by the names that {@link #trouble} and {@link #calls} take. */
    String READ_COMPANY = "companies.getCompanyDetails";

    String FIND_COMPANIES = "companies.findCompaniesByName";
    String CREATE_COMPANY = "companies.createCompany";
    String RENAME_COMPANY = "companies.updateCompanyDetails";
    String SUSPEND_COMPANY = "companies.suspendCompany";
    String ACTIVATE_COMPANY = "companies.activateCompany";
    String DELETE_COMPANY = "companies.deleteCompany";
    String MOVE_COMPANY = "network.moveCompanyOrCompanyFolder";
    String LIST_COMPANIES = "network.getNetworkInventoryItems";
    String LIST_CHILDREN = "network.getCompaniesList";
    String LIST_FOLDERS = "network.getCompanyFoldersList";
    String LIST_ENDPOINTS = "network.getEndpointsList";
    String LIST_PACKAGES = "packages.getPackagesList";
    String READ_PACKAGE = "packages.getPackageDetails";
    String UPDATE_PACKAGE = "packages.updatePackage";
    String CREATE_PACKAGE = "packages.createPackage";
    String DELETE_PACKAGE = "packages.deletePackage";
    String LINKS = "packages.getInstallationLinks";
    String LICENCE = "licensing.getLicenseInfo";
    String LIST_ACCOUNTS = "accounts.getAccountsList";
    String CREATE_ACCOUNT = "accounts.createAccount";
    String UPDATE_ACCOUNT = "accounts.updateAccount";
    String DELETE_ACCOUNT = "accounts.deleteAccount";

    /**
     * A package as it is really kept.
     *
     * @param modules those that are on
     */
    record Kept(String companyId, String name, Set<String> modules, boolean exchange, boolean removeCompetitors) {}

    /** A company as it is really kept. */
    record KeptCompany(String name, String parentId, boolean suspended) {}

    /** @param role the vendor's number */
    record KeptAccount(String id, String email, String fullName, int role) {}

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

    /** @param parentId a partner company or a folder */
    String addCompany(String parentId, String name);

    /** @return the id of a new partner company below our own */
    String addPartner(String name);

    /** @return the id of a new company folder in our own company */
    String addFolder(String name);

    /** Nothing if there is no such company in the whole cloud. */
    Optional<KeptCompany> keptCompany(String id);

    /** Computers of the company with an agent. */
    void setAgents(String companyId, int count);

    /** A partner company of another tenant. */
    String foreignCompanyId();

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

    /** Puts the company on a trial that ends after {@link #TRIAL}. */
    void putOnTrial(String companyId);

    void addPackage(String companyId, String name);

    Kept kept(String packageId);

    boolean hasPackage(String packageId);

    /** The Windows link as it is handed out once the kit is built. */
    String windowsLink(String packageId);

    /** Lets the kits be built. */
    void finishKits();

    String addAccount(String companyId, String email);

    List<KeptAccount> accountsOf(String companyId);

    /** False if the cloud has no call to move a company. */
    boolean movesAreOffered();

    void revokeKey();

    void trouble(String operation, Trouble trouble);

    /** Every page of the list is empty until there is calm again. */
    void emptyPages(String operation);

    /** Every page of the list begins so many rows late, or early below 0, until there is calm again. */
    void shiftPages(String operation, int rows);

    /** Ends all trouble. */
    void calm();

    long calls(String operation);

    /** Most rows that a page of the inventory has. */
    default int inventoryPage() {
        return 1_000;
    }

    /** How many requests for a page of the usual size are refused until the client asks for a smaller one. */
    default int refusedPages() {
        return 0;
    }

    @Override
    void close();
}
