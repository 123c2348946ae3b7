package dev.companion.console;

import dev.companion.console.domain.site.Company;
import dev.companion.gravityzone.GravityZoneClient;
import dev.companion.vendor.CallResult;
import dev.companion.vendor.CallResult.Done;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what a probe asks; the console asks nothing else of GravityZone. */
public record FakeGravityZone(CallResult<Set<String>> enabledServices, CallResult<Company> ownCompany)
        implements GravityZoneClient {

    @Override
    public CallResult<Company> company(String companyId) {
        throw new AssertionError("the console reads no companies from the vendor");
    }

    @Override
    public CallResult<Page<Company>> companies(@Nullable PageCursor cursor) {
        throw new AssertionError("the console reads no companies from the vendor");
    }

    @Override
    public CallResult<List<Company>> findCompaniesByName(String prefix) {
        throw new AssertionError("the console reads no companies from the vendor");
    }

    @Override
    public CallResult<String> createCompany(String name, @Nullable String parentId) {
        throw new AssertionError("the console changes nothing at a vendor");
    }

    @Override
    public CallResult<Page<PackageRef>> packages(String companyId, @Nullable PageCursor cursor) {
        throw new AssertionError("the console reads no packages from the vendor");
    }

    @Override
    public CallResult<String> createPackage(NewPackage wanted) {
        throw new AssertionError("the console changes nothing at a vendor");
    }

    @Override
    public CallResult<Done> deletePackage(String packageId) {
        throw new AssertionError("the console changes nothing at a vendor");
    }

    @Override
    public CallResult<List<InstallationLinks>> installationLinks(String companyId, @Nullable String packageName) {
        throw new AssertionError("the console reads no links from the vendor");
    }

    @Override
    public CallResult<Map<String, Boolean>> licenceFlags(String companyId) {
        throw new AssertionError("the console reads no licences");
    }
}
