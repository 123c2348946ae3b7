package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneApi;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.GravityZoneCredentials;
import dev.companion.gravityzone.GravityZoneLane;
import dev.companion.gravityzone.Licence;
import dev.companion.vendor.CallGate;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.VendorHttp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The client over HTTP: combines the calls of each noun. */
final class HttpGravityZoneClient implements GravityZoneClient {

    private static final RpcMethod LICENCE = RpcMethod.read(GravityZoneApi.LICENSING, "getLicenseInfo")
            .onInvalidParams(RpcMethod.InvalidParams.NOTHING_THERE);

    private final KeyRights rights;
    private final MethodCalls methods;
    private final CompanyCalls companies;
    private final PackageCalls packages;
    private final AccountCalls accounts;

    HttpGravityZoneClient(VendorHttp http, GravityZoneCredentials credentials, CallGate<GravityZoneLane> gate) {
        var calls = new RpcCalls(http, credentials, gate);
        this.rights = new KeyRights(calls);
        this.methods = new MethodCalls(calls, rights);
        this.companies = new CompanyCalls(methods);
        this.packages = new PackageCalls(methods);
        this.accounts = new AccountCalls(methods);
    }

    @Override
    public CallResult<Set<String>> enabledServices() {
        return rights.enabledServices();
    }

    @Override
    public CallResult<Company> ownCompany() {
        return companies.own();
    }

    @Override
    public CallResult<Company> company(String companyId) {
        return companies.company(companyId);
    }

    @Override
    public CallResult<Page<Company>> companies(@Nullable PageCursor cursor) {
        return companies.companies(cursor);
    }

    @Override
    public CallResult<List<Company>> findCompaniesByName(String prefix) {
        return companies.find(prefix);
    }

    @Override
    public CallResult<String> createCompany(String name, @Nullable String parentId) {
        return companies.create(name, parentId);
    }

    @Override
    public CallResult<Done> renameCompany(String companyId, String name) {
        return companies.rename(companyId, name);
    }

    @Override
    public CallResult<Done> suspendCompany(String companyId, boolean recursive) {
        return companies.suspend(companyId, recursive);
    }

    @Override
    public CallResult<Done> activateCompany(String companyId, boolean recursive) {
        return companies.activate(companyId, recursive);
    }

    @Override
    public CallResult<Done> moveCompany(String companyId, String newParentId) {
        return companies.move(companyId, newParentId);
    }

    @Override
    public CallResult<Done> deleteCompany(String companyId) {
        return companies.delete(companyId);
    }

    @Override
    public CallResult<List<CompanyRef>> childCompanies(@Nullable String parentId) {
        return companies.children(parentId);
    }

    @Override
    public CallResult<List<CompanyFolder>> companyFolders(@Nullable String parentId) {
        return companies.folders(parentId);
    }

    @Override
    public CallResult<Long> endpointCount(String companyId) {
        return companies.endpoints(companyId);
    }

    @Override
    public CallResult<Page<PackageRef>> packages(String companyId, @Nullable PageCursor cursor) {
        return packages.packages(companyId, cursor);
    }

    @Override
    public CallResult<PackageDetails> packageDetails(String packageId) {
        return packages.details(packageId);
    }

    @Override
    public CallResult<String> createPackage(NewPackage wanted) {
        return packages.create(wanted);
    }

    @Override
    public CallResult<Done> updatePackage(String packageId, NewPackage wanted) {
        return packages.update(packageId, wanted);
    }

    @Override
    public CallResult<Done> deletePackage(String packageId) {
        return packages.delete(packageId);
    }

    @Override
    public CallResult<List<InstallationLinks>> installationLinks(String companyId, @Nullable String packageName) {
        return packages.links(companyId, packageName);
    }

    @Override
    public CallResult<List<InstallationLinks>> allInstallationLinks() {
        return packages.allLinks();
    }

    @Override
    public CallResult<Licence> licence(String companyId) {
        return companyId.isBlank()
                ? MethodCalls.blank("id of the company")
                : methods.call(LICENCE, Map.of("companyId", companyId))
                        .then(result -> MethodCalls.understood(LicenceRows.licence(result), "licence"));
    }

    @Override
    public CallResult<Map<String, Boolean>> licenceFlags(String companyId) {
        return licence(companyId).map(Licence::flags);
    }

    @Override
    public CallResult<Page<Account>> accounts(@Nullable String companyId, @Nullable PageCursor cursor) {
        return accounts.accounts(companyId, cursor);
    }

    @Override
    public CallResult<String> createAccount(NewAccount wanted) {
        return accounts.create(wanted);
    }

    @Override
    public CallResult<Done> updateAccount(String accountId, AccountChange change) {
        return accounts.update(accountId, change);
    }

    @Override
    public CallResult<Done> deleteAccount(String accountId) {
        return accounts.delete(accountId);
    }
}
