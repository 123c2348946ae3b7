package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Licences and monthly usage. */
final class LicensingService implements Service {

    private static final int MONTHLY = 3;

    private final World world;
    private final GravityZoneWorld cloud;
    private final Reach reach;
    private final Licenses licenses;

    LicensingService(World world, Reach reach, Licenses licenses) {
        this.world = world;
        this.cloud = world.gravityZone();
        this.reach = reach;
        this.licenses = licenses;
    }

    @Override
    public String name() {
        return "licensing";
    }

    @Override
    public Map<String, Method> methods(boolean newer) {
        return newer
                ? Map.of()
                : Map.of(
                        "getLicenseInfo", this::info,
                        "setMonthlySubscription", this::setMonthly,
                        "getMonthlyUsage", this::usage,
                        "getMonthlyUsagePerProductType", this::usagePerProduct);
    }

    private Object info(Caller caller, Params params) {
        Company company = reach.companyOrOwn(caller, params, "companyId");
        boolean all = params.flag("returnAllProducts").orElse(false);
        params.done();
        Map<String, @Nullable Object> info = licenses.render(company);
        return all || world.switches().is(Switch.GZ_LICENSE_RESULT, "ARRAY") ? List.of(info) : info;
    }

    private @Nullable Object setMonthly(Caller caller, Params params) {
        Company company = reach.company(caller, params.requiredText("companyId"), "companyId");
        var license = licenses.monthly(company.license(), params);
        params.done();
        cloud.replace(company.licensed(license));
        return null;
    }

    private Object usage(Caller caller, Params params) {
        return counters(monthlyCompany(caller, params));
    }

    private Object usagePerProduct(Caller caller, Params params) {
        Company company = monthlyCompany(caller, params);
        var usage = counters(company);
        usage.put("productType", company.license().assignedProductType());
        return Json.object("usages", List.of(usage));
    }

    private Company monthlyCompany(Caller caller, Params params) {
        Company company = reach.company(caller, params.requiredText("companyId"), "companyId");
        String month = params.requiredText("targetMonth");
        params.done();
        if (!month.matches("(0[1-9]|1[0-2])/\\d{4}")) {
            throw JsonRpcError.invalidValue("targetMonth");
        }
        if (company.license().subscriptionType() != MONTHLY) {
            throw JsonRpcError.invalidParams("The company has no monthly subscription");
        }
        return company;
    }

    private static Map<String, @Nullable Object> counters(Company company) {
        var license = company.license();
        return Json.object(
                "endpointMonthlyUsage", company.agents(),
                "exchangeMonthlyUsage", license.allows("manageExchange") ? company.agents() : 0,
                "encryptionMonthlyUsage", license.allows("manageEncryption") ? company.agents() : 0,
                "patchManagementMonthlyUsage", license.allows("managePatchManagement") ? company.agents() : 0,
                "edrMonthlyUsage", license.allows("manageEventCorrelator") ? company.agents() : 0,
                "atsMonthlyUsage", license.allows("manageHyperDetect") ? company.agents() : 0,
                "emailSecurityMonthlyUsage", license.allows("manageEmailSecurity") ? company.agents() : 0);
    }
}
