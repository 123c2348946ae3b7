package dev.companion.simulator.control;

import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.GravityZoneKey;
import dev.companion.simulator.world.row.InstallPackage;
import dev.companion.simulator.world.row.License;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people can do in GravityZone's console, in any tenant of the cloud. */
final class GravityZoneEdits {

    private static final String COMPANIES = "/world/companies";
    private static final String COMPANY = COMPANIES + "/{id}";
    private static final String PACKAGE = "/world/packages/{id}";
    private static final String KEYS = "/world/keys/gravityzone";

    private final World world;
    private final GravityZoneWorld cloud;
    private final WorldView view;

    GravityZoneEdits(World world, WorldView view) {
        this.world = world;
        this.cloud = world.gravityZone();
        this.view = view;
    }

    List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        COMPANIES,
                        "create {name, parentId? (default: the first key's company; null: a tenant of its own),"
                                + " type? (customer, partner)}",
                        this::create),
                new Route(
                        "PATCH",
                        COMPANY,
                        "change {name?, suspended?, manageable?, agents?, parentId?, licenseFlags?}",
                        this::change),
                new Route(
                        "POST",
                        COMPANY + "/move",
                        "move {to: inside, outside, or the id of a company or folder}",
                        this::move),
                new Route("DELETE", COMPANY, "delete with its packages and users", this::delete),
                new Route("POST", COMPANY + "/packages", "create an empty package {name}", this::createPackage),
                new Route("PATCH", PACKAGE, "rename {name}", this::renamePackage),
                new Route("DELETE", PACKAGE, "delete", this::deletePackage),
                new Route("POST", "/world/folders", "create {name, parentId}", this::createFolder),
                new Route("POST", KEYS, "create {name, key, companyId, enabledApis?}", this::createKey),
                new Route("PATCH", KEYS + "/{name}", "change {revoked?, enabledApis?}", this::changeKey));
    }

    private Object create(Ask ask) {
        ask.allowing("name", "parentId", "type");
        String name = requireFree(ask.requiredText("name"), null);
        boolean partner = ask.text("type").orElse("customer").equals("partner");
        String parentId = ask.has("parentId") ? ask.text("parentId").orElse(null) : firstRoot();
        if (parentId != null) {
            requirePlace(parentId);
        }
        return view.company(
                partner || parentId == null
                        ? cloud.addPartner(parentId, name, parentId == null)
                        : cloud.addCustomer(parentId, name));
    }

    private String firstRoot() {
        return cloud.keys().stream()
                .findFirst()
                .map(GravityZoneKey::companyId)
                .orElseThrow(() -> new ControlRefusal(409, "there is no GravityZone key yet; give a parentId"));
    }

    private void requirePlace(String id) {
        if (cloud.company(id).isEmpty() && cloud.folder(id).isEmpty()) {
            throw ControlRefusal.notFound("company or folder " + id);
        }
    }

    private String requireFree(String name, @Nullable String ownId) {
        if (cloud.companiesNamed(name).stream().anyMatch(other -> !other.id().equals(ownId))) {
            throw new ControlRefusal(409, "a company of this name exists");
        }
        return name;
    }

    private Company company(Ask ask) {
        return cloud.company(ask.argument(0)).orElseThrow(() -> ControlRefusal.notFound("company " + ask.argument(0)));
    }

    private Object change(Ask ask) {
        ask.allowing("name", "suspended", "manageable", "agents", "parentId", "licenseFlags");
        Company company = company(ask);
        Company changed = company.named(requireFree(ask.text("name").orElse(company.name()), company.id()))
                .suspended(ask.flag("suspended").orElse(company.suspended()))
                .manageable(ask.flag("manageable").orElse(company.manageable()))
                .withAgents(ask.number("agents").orElse(company.agents()));
        String parentId = ask.text("parentId").orElse(null);
        if (parentId != null) {
            changed = under(changed, parentId);
        }
        License license = changed.license();
        for (var flag : ask.body().path("licenseFlags").properties()) {
            license = license.with(flag.getKey(), flag.getValue().asBoolean(false));
        }
        return view.company(cloud.replace(changed.licensed(license)));
    }

    private Company under(Company company, String parentId) {
        requirePlace(parentId);
        if (cloud.isWithin(company.id(), parentId)) {
            throw new ControlRefusal(409, "a company cannot stand below itself");
        }
        return company.under(parentId);
    }

    private Object move(Ask ask) {
        ask.allowing("to");
        Company company = company(ask);
        String to = ask.requiredText("to");
        String target =
                switch (to) {
                    case "inside" -> elsewhere(company, true);
                    case "outside" -> elsewhere(company, false);
                    default -> to;
                };
        return view.company(cloud.replace(under(company, target)));
    }

    /** Another partner: below the same tenant, or in another one; created if there is none. */
    private String elsewhere(Company company, boolean inside) {
        Company tenant = cloud.tenantOf(company);
        String parent = cloud.parentOf(company).map(Company::id).orElse("");
        return cloud.companies().stream()
                .filter(each -> each.type() == Company.PARTNER && (inside || each.tenantRoot()))
                .filter(each -> cloud.tenantOf(each).equals(tenant) == inside)
                .filter(each -> inside || !cloud.isWithin(each.id(), tenant.id()))
                .filter(each -> !each.id().equals(parent) && !cloud.isWithin(company.id(), each.id()))
                .findFirst()
                .map(Company::id)
                .orElseGet(() -> cloud.addPartner(
                                inside ? tenant.id() : null, "Partner " + world.next("made-partner"), !inside)
                        .id());
    }

    private @Nullable Object delete(Ask ask) {
        Company company = company(ask);
        if (!cloud.childrenOf(company.id()).isEmpty()
                || !cloud.foldersIn(company.id()).isEmpty()) {
            throw new ControlRefusal(409, "the company has companies below it");
        }
        cloud.deleteCompany(company.id());
        return null;
    }

    private Object createPackage(Ask ask) {
        ask.allowing("name");
        return view.installPackage(cloud.packages().add(company(ask).id(), ask.requiredText("name"), Map.of()));
    }

    private InstallPackage installPackage(Ask ask) {
        return cloud.packages()
                .find(ask.argument(0))
                .orElseThrow(() -> ControlRefusal.notFound("package " + ask.argument(0)));
    }

    private Object renamePackage(Ask ask) {
        ask.allowing("name");
        return view.installPackage(cloud.packages().rename(installPackage(ask), ask.requiredText("name")));
    }

    private @Nullable Object deletePackage(Ask ask) {
        cloud.packages().delete(installPackage(ask).id());
        return null;
    }

    private Object createFolder(Ask ask) {
        ask.allowing("name", "parentId");
        String parentId = ask.requiredText("parentId");
        requirePlace(parentId);
        return cloud.addFolder(parentId, ask.requiredText("name"));
    }

    private Object createKey(Ask ask) {
        ask.allowing("name", "key", "companyId", "enabledApis");
        String name = ask.requiredText("name");
        String companyId = ask.requiredText("companyId");
        if (cloud.company(companyId).isEmpty()) {
            throw ControlRefusal.notFound("company " + companyId);
        }
        if (cloud.keyNamed(name).isPresent()
                || cloud.keyWith(ask.requiredText("key")).isPresent()) {
            throw new ControlRefusal(409, "a key of this name or value exists");
        }
        Set<String> apis = ask.texts("enabledApis").orElse(Set.of("companies", "licensing", "packages", "network"));
        return view.key(
                cloud.addKey(new GravityZoneKey(name, ask.requiredText("key"), companyId, apis, false, world.now())));
    }

    private Object changeKey(Ask ask) {
        ask.allowing("revoked", "enabledApis");
        GravityZoneKey key = cloud.keyNamed(ask.argument(0))
                .orElseThrow(() -> ControlRefusal.notFound("GravityZone key " + ask.argument(0)));
        return view.key(cloud.replace(key.with(
                ask.texts("enabledApis").orElse(key.enabledApis()),
                ask.flag("revoked").orElse(key.revoked()))));
    }
}
