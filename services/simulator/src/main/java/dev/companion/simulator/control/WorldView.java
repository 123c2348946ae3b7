package dev.companion.simulator.control;

import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.InstallLinks;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.DattoKey;
import dev.companion.simulator.world.row.GravityZoneKey;
import dev.companion.simulator.world.row.InstallPackage;
import dev.companion.simulator.world.row.RmmUser;
import dev.companion.simulator.world.row.Site;
import dev.companion.simulator.world.row.SiteVariable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The world as the control port shows it: everything, including what no caller of the vendors may see, but no secrets.
 */
final class WorldView {

    private final World world;

    WorldView(World world) {
        this.world = world;
    }

    Map<String, @Nullable Object> all(Ask ask) {
        return world.read(() -> Json.object(
                "time", world.now().toString(),
                "accounts", world.datto().accounts(),
                "sites", sites(ask),
                "users", users(ask),
                "variables", variables(ask),
                "companies", companies(ask),
                "packages", packages(ask),
                "keys", keys(ask)));
    }

    List<Map<String, @Nullable Object>> sites(Ask ask) {
        return world.read(() -> world.datto().sites().stream()
                .filter(site -> fits(ask, "account", site.accountUid()) && fits(ask, "name", site.name()))
                .map(this::site)
                .toList());
    }

    private static boolean fits(Ask ask, String parameter, String value) {
        String wanted = ask.query().get(parameter);
        return wanted == null || wanted.equals(value);
    }

    Map<String, @Nullable Object> site(Site site) {
        return Json.object(
                "uid", site.uid(),
                "id", site.id(),
                "account", site.accountUid(),
                "name", site.name(),
                "description", site.description(),
                "onDemand", site.onDemand(),
                "devices", site.devices(),
                "hiddenFrom", site.hiddenFrom(),
                "createdAt", site.createdAt().toString(),
                "variables",
                        world.datto().variables(site.uid()).stream()
                                .map(this::variable)
                                .toList());
    }

    List<Map<String, @Nullable Object>> variables(Ask ask) {
        return world.read(() -> world.datto().variables().stream()
                .filter(variable -> fits(ask, "site", variable.scope()) && fits(ask, "name", variable.name()))
                .map(this::variable)
                .toList());
    }

    Map<String, @Nullable Object> variable(SiteVariable variable) {
        return Json.object(
                "id", variable.id(),
                "scope", variable.scope(),
                "name", variable.name(),
                "value", variable.value(),
                "masked", variable.masked());
    }

    List<Map<String, @Nullable Object>> users(Ask ask) {
        return world.read(() -> world.datto().users().stream()
                .filter(user -> fits(ask, "account", user.accountUid()))
                .map(this::user)
                .toList());
    }

    Map<String, @Nullable Object> user(RmmUser user) {
        Instant lastAccess = user.lastAccess();
        return Json.object(
                "uid", user.uid(),
                "account", user.accountUid(),
                "username", user.username(),
                "firstName", user.firstName(),
                "lastName", user.lastName(),
                "email", user.email(),
                "role", user.role(),
                "disabled", user.disabled(),
                "lastAccess", lastAccess == null ? null : lastAccess.toString());
    }

    List<Map<String, @Nullable Object>> companies(Ask ask) {
        return world.read(() -> world.gravityZone().companies().stream()
                .filter(company -> fits(ask, "name", company.name()))
                .map(this::company)
                .toList());
    }

    Map<String, @Nullable Object> company(Company company) {
        GravityZoneWorld cloud = world.gravityZone();
        Company tenant = cloud.tenantOf(company);
        return Json.object(
                "id", company.id(),
                "name", company.name(),
                "type", company.type() == Company.PARTNER ? "partner" : "customer",
                "parentId", company.parentId(),
                "parentCompanyId", cloud.parentOf(company).map(Company::id).orElse(null),
                "tenant", tenant.name(),
                "tenantId", tenant.id(),
                "suspended", company.suspended(),
                "manageable", company.manageable(),
                "agents", company.agents(),
                "createdAt", company.createdAt().toString(),
                "createdByApi", company.createdByApi(),
                "licenseType", company.license().subscriptionType(),
                "licenseFlags", company.license().flags(),
                "packages", cloud.packages().of(company.id()).size());
    }

    List<Map<String, @Nullable Object>> packages(Ask ask) {
        return world.read(() -> world.gravityZone().packages().all().stream()
                .filter(each -> fits(ask, "company", each.companyId()) && fits(ask, "name", each.name()))
                .map(this::installPackage)
                .toList());
    }

    Map<String, @Nullable Object> installPackage(InstallPackage one) {
        return Json.object(
                "id", one.id(),
                "companyId", one.companyId(),
                "companyName",
                        world.gravityZone()
                                .company(one.companyId())
                                .map(Company::name)
                                .orElse(null),
                "name", one.name(),
                "description", one.description(),
                "language", one.language(),
                "productType", one.productType(),
                "modules", one.modules(),
                "roles", one.roles(),
                "scanMode", one.scanMode(),
                "settings", one.settings(),
                "deploymentOptions", one.deploymentOptions(),
                "createdAt", one.createdAt().toString(),
                "ready", world.gravityZone().packages().isReady(one),
                "installLinkWindows", InstallLinks.windows(one),
                "installLinkMac", InstallLinks.mac(one),
                "installLinkLinux", InstallLinks.linux(one));
    }

    Map<String, @Nullable Object> keys(Ask ask) {
        return world.read(() -> Json.object(
                "datto", world.datto().keys().all().stream().map(this::key).toList(),
                "gravityzone",
                        world.gravityZone().keys().stream().map(this::key).toList()));
    }

    Map<String, @Nullable Object> key(DattoKey key) {
        return Json.object(
                "name", key.name(),
                "account", key.accountUid(),
                "username", key.username(),
                "administrator", key.administrator(),
                "revoked", key.revoked());
    }

    Map<String, @Nullable Object> key(GravityZoneKey key) {
        return Json.object(
                "name", key.name(),
                "companyId", key.companyId(),
                "enabledApis", key.enabledApis(),
                "revoked", key.revoked());
    }
}
