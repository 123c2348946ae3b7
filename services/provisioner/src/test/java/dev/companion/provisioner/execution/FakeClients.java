package dev.companion.provisioner.execution;

import dev.companion.datto.DattoRmmClient;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.gravityzone.Licence;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.CallResult.Missing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Clients that answer as told and remember the requests. */
final class FakeClients implements VendorClients {

    final List<String> requests = new CopyOnWriteArrayList<>();
    final Deque<CallResult<?>> answers = new ArrayDeque<>();
    final List<GravityZoneClient.Company> companies = new ArrayList<>();

    @Nullable CallResult<?> noClient;

    FakeClients answers(CallResult<?>... results) {
        answers.addAll(List.of(results));
        return this;
    }

    @SuppressWarnings("unchecked")
    private <T> CallResult<T> answer(String request) {
        requests.add(request);
        return (CallResult<T>) answers.removeFirst();
    }

    @SuppressWarnings("unchecked")
    @Override
    public CallResult<GravityZoneClient> gravityZone(String tenantId) {
        return noClient == null ? new Found<>(new GravityZone()) : (CallResult<GravityZoneClient>) noClient;
    }

    @SuppressWarnings("unchecked")
    @Override
    public CallResult<DattoRmmClient> datto(String tenantId) {
        return noClient == null ? new Found<>(new Datto()) : (CallResult<DattoRmmClient>) noClient;
    }

    private final class GravityZone implements GravityZoneClient {

        @Override
        public CallResult<Set<String>> enabledServices() {
            return answer("enabledServices");
        }

        @Override
        public CallResult<Company> ownCompany() {
            return answer("ownCompany");
        }

        /** From {@link #companies} if given, since a find asks for the details of each company that it saw. */
        @Override
        public CallResult<Company> company(String companyId) {
            if (companies.isEmpty()) {
                return answer("company " + companyId);
            }
            requests.add("company " + companyId);
            return companies.stream()
                    .filter(company -> company.id().equals(companyId))
                    .findFirst()
                    .<CallResult<Company>>map(Found::new)
                    .orElse(new Missing<>("gone"));
        }

        @Override
        public CallResult<List<CompanyRef>> childCompanies(@Nullable String parentId) {
            return answer("childCompanies " + parentId);
        }

        @Override
        public CallResult<Page<Company>> companies(@Nullable PageCursor cursor) {
            return answer("companies " + (cursor == null ? 1 : cursor.page()));
        }

        @Override
        public CallResult<List<Company>> findCompaniesByName(String prefix) {
            return answer("findCompaniesByName " + prefix);
        }

        @Override
        public CallResult<String> createCompany(String name, @Nullable String parentId) {
            return answer("createCompany " + name + " below " + parentId);
        }

        @Override
        public CallResult<Page<PackageRef>> packages(String companyId, @Nullable PageCursor cursor) {
            return answer("packages " + companyId + " " + (cursor == null ? 1 : cursor.page()));
        }

        @Override
        public CallResult<String> createPackage(NewPackage wanted) {
            return answer("createPackage " + wanted);
        }

        @Override
        public CallResult<Done> deletePackage(String packageId) {
            return answer("deletePackage " + packageId);
        }

        @Override
        public CallResult<List<InstallationLinks>> installationLinks(String companyId, @Nullable String packageName) {
            return answer("installationLinks " + companyId + " " + packageName);
        }

        @Override
        public CallResult<List<InstallationLinks>> allInstallationLinks() {
            return answer("allInstallationLinks");
        }

        @Override
        public CallResult<Licence> licence(String companyId) {
            return answer("licence " + companyId);
        }

        @Override
        public CallResult<Long> endpointCount(String companyId) {
            return answer("endpointCount " + companyId);
        }

        @Override
        public CallResult<PackageDetails> packageDetails(String packageId) {
            return answer("packageDetails " + packageId);
        }

        @Override
        public CallResult<Done> updatePackage(String packageId, NewPackage wanted) {
            return answer("updatePackage " + packageId + " " + wanted);
        }

        @Override
        public CallResult<Done> suspendCompany(String companyId, boolean recursive) {
            return answer("suspendCompany " + companyId + " " + recursive);
        }

        @Override
        public CallResult<Done> activateCompany(String companyId, boolean recursive) {
            return answer("activateCompany " + companyId + " " + recursive);
        }

        @Override
        public CallResult<Done> moveCompany(String companyId, String newParentId) {
            return answer("moveCompany " + companyId + " to " + newParentId);
        }

        @Override
        public CallResult<Done> deleteCompany(String companyId) {
            return answer("deleteCompany " + companyId);
        }

        @Override
        public CallResult<Done> renameCompany(String companyId, String name) {
            return answer("renameCompany " + companyId + " to " + name);
        }

        @Override
        public CallResult<Map<String, Boolean>> licenceFlags(String companyId) {
            return answer("licenceFlags " + companyId);
        }
    }

    private final class Datto implements DattoRmmClient {

        @Override
        public CallResult<Account> account() {
            return answer("account");
        }

        @Override
        public CallResult<Page<Site>> sites(@Nullable PageCursor cursor) {
            return answer("sites");
        }

        @Override
        public CallResult<Site> site(String siteUid) {
            return answer("site " + siteUid);
        }

        @Override
        public CallResult<Page<RmmUser>> users(@Nullable PageCursor cursor) {
            return answer("users");
        }

        @Override
        public CallResult<List<SiteVariable>> siteVariables(String siteUid) {
            return answer("siteVariables " + siteUid);
        }

        @Override
        public CallResult<Done> createSiteVariable(String siteUid, String name, String value) {
            return answer("createSiteVariable " + siteUid + " " + name + "=" + value);
        }

        @Override
        public CallResult<Done> updateSiteVariable(String siteUid, long variableId, String name, String value) {
            return answer("updateSiteVariable " + siteUid + " " + variableId + " " + name + "=" + value);
        }

        @Override
        public CallResult<Done> deleteSiteVariable(String siteUid, long variableId) {
            return answer("deleteSiteVariable " + siteUid + " " + variableId);
        }

        @Override
        public CallResult<RequestRate> requestRate() {
            return answer("requestRate");
        }
    }
}
