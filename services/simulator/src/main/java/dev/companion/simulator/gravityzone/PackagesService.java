package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.InstallPackage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Installation packages of customers, and the links to their kits. */
final class PackagesService implements Service {

    private static final int PER_PAGE_MAX = 100;
    private static final int NAME_MAX = 255;
    private static final int TYPE_BEST = 4;
    private static final Set<String> LANGUAGES =
            Set.of("en_US", "es_ES", "de_DE", "fr_FR", "ro_RO", "pl_PL", "pt_BR", "it_IT", "ru_RU");
    private static final Set<Integer> RINGS = Set.of(0, 3, 4, 5);

    private final World world;
    private final GravityZoneWorld cloud;
    private final Reach reach;
    private final GravityZonePages pages;
    private final PackageModules modules;
    private final KitRows rows;

    PackagesService(World world, Reach reach, GravityZonePages pages) {
        this.world = world;
        this.cloud = world.gravityZone();
        this.reach = reach;
        this.pages = pages;
        this.modules = new PackageModules(world);
        this.rows = new KitRows(world);
    }

    @Override
    public String name() {
        return "packages";
    }

    @Override
    public Map<String, Method> methods(boolean newer) {
        return newer
                ? Map.of()
                : Map.of(
                        "createPackage", this::create,
                        "updatePackage", this::update,
                        "deletePackage", this::delete,
                        "getPackagesList", this::list,
                        "getPackageDetails", this::details,
                        "getInstallationLinks", this::links);
    }

    private Object create(Caller caller, Params params) {
        Company company = companyOf(caller, params);
        String name = params.requiredText("packageName", NAME_MAX);
        InstallPackage created = read(
                params,
                company,
                new InstallPackage(
                        cloud.ids().next(),
                        company.id(),
                        name,
                        "",
                        "en_US",
                        0,
                        Map.of(),
                        Map.of(),
                        null,
                        null,
                        null,
                        world.now(),
                        0,
                        world.now()));
        params.done();
        requireFree(company, name, null);
        cloud.packages().put(cloud.packages().build(created));
        return List.of(Json.object("records", List.of(created.id()), "success", true));
    }

    private @Nullable Object update(Caller caller, Params params) {
        InstallPackage known = find(caller, params);
        Company company = cloud.company(known.companyId()).orElseThrow();
        params.ignoring("companyId");
        String name = params.requiredText("packageName", NAME_MAX);
        InstallPackage changed = read(params, company, known);
        params.done();
        requireFree(company, name, known.id());
        cloud.packages().put(changed);
        if (!name.equals(known.name())) {
            cloud.packages().rename(changed, name);
        }
        return null;
    }

    /** The package with the given parameters; absent ones leave it unchanged. */
    private InstallPackage read(Params params, Company company, InstallPackage base) {
        String language = params.text("language").orElse(base.language());
        if (!LANGUAGES.contains(language)) {
            throw JsonRpcError.invalidValue("language");
        }
        Params roles = params.object("roles");
        var wantedRoles = new TreeMap<>(base.roles());
        for (String role : List.of("relay", "exchange")) {
            wantedRoles.merge(role, 0, (old, unused) -> old);
            roles.bit(role).ifPresent(value -> wantedRoles.put(role, value));
        }
        roles.done();
        Optional<Map<String, Integer>> wantedModules =
                params.has("modules") || base.modules().isEmpty()
                        ? Optional.of(modules.read(params.object("modules")))
                        : Optional.empty();
        int productType = params.numberOf("productType", base.productType(), Set.of(0, 3, 5));
        Map<String, Integer> chosen = wantedModules.orElse(base.modules());
        modules.requireFitting(productType, chosen);
        return new InstallPackage(
                base.id(),
                base.companyId(),
                base.name(),
                params.text("description").orElse(base.description()),
                language,
                productType,
                modules.licensed(company, chosen),
                modules.licensedRoles(company, wantedRoles),
                Optional.ofNullable(PackageOptions.scanMode(params)).orElse(base.scanMode()),
                Optional.ofNullable(PackageOptions.settings(params)).orElse(base.settings()),
                Optional.ofNullable(PackageOptions.deployment(params)).orElse(base.deploymentOptions()),
                base.createdAt(),
                base.revision(),
                base.kitReadyAt());
    }

    private void requireFree(Company company, String name, @Nullable String ownId) {
        if (world.switches().is(Switch.GZ_DUPLICATE_PACKAGE, "REFUSED")
                && cloud.packages().of(company.id()).stream()
                        .anyMatch(other -> other.name().equalsIgnoreCase(name)
                                && !other.id().equals(ownId))) {
            throw JsonRpcError.invalidParams("A package with this name already exists");
        }
    }

    /** Packages belong to managed companies, so not to the caller's own root. */
    private Company companyOf(Caller caller, Params params) {
        Company company = reach.inside(caller, reach.companyOrOwn(caller, params, "companyId"), "companyId");
        if (company.id().equals(caller.company().id()) && world.switches().is(Switch.GZ_PACKAGES_ON_ROOT, "REFUSED")) {
            throw JsonRpcError.invalidParams("Id of a managed company is expected");
        }
        return company;
    }

    private InstallPackage find(Caller caller, Params params) {
        String id = params.requiredText("packageId");
        InstallPackage known = cloud.packages().find(id).orElse(null);
        if (known == null || !cloud.isWithin(caller.company().id(), known.companyId())) {
            throw reach.outOfReach(known != null, "packageId");
        }
        cloud.company(known.companyId()).ifPresent(company -> reach.inside(caller, company, "packageId"));
        return known;
    }

    private @Nullable Object delete(Caller caller, Params params) {
        InstallPackage known = find(caller, params);
        params.done();
        cloud.packages().delete(known.id());
        return null;
    }

    private Object list(Caller caller, Params params) {
        var wanted = pages.read(params, PER_PAGE_MAX);
        Company company = companyOf(caller, params);
        params.done();
        return pages.page(
                caller,
                wanted,
                cloud.packages().of(company.id()),
                one -> Json.object("id", one.id(), "name", one.name(), "type", TYPE_BEST));
    }

    private Object details(Caller caller, Params params) {
        InstallPackage one = find(caller, params);
        params.done();
        return Json.object(
                "packageName", one.name(),
                "description", one.description(),
                "language", one.language(),
                "modules", modules.render(one.modules()),
                "roles", modules.renderFlags(one.roles()),
                "scanMode", one.scanMode() == null ? Json.object("type", 1) : one.scanMode(),
                "settings", one.settings(),
                "deploymentOptions", one.deploymentOptions() == null ? Json.object("type", 1) : one.deploymentOptions(),
                "productType", one.productType());
    }

    private Object links(Caller caller, Params params) {
        Optional<String> name = params.text("packageName");
        params.numberOf("ringId", 3, RINGS);
        boolean one = params.has("companyId");
        Stream<Company> companies = one
                ? Stream.of(companyOf(caller, params))
                : cloud.subtreeOf(caller.company().id()).stream().filter(Company::manageable);
        params.ignoring("companyId").done();
        Predicate<InstallPackage> wanted = each -> name.isEmpty() || each.name().equals(name.get());
        List<Map<String, @Nullable Object>> found = caller.call().pageIsEmpty()
                ? List.of()
                : companies
                        .flatMap(company -> cloud.packages().of(company.id()).stream()
                                .filter(wanted)
                                .filter(rows::isShown)
                                .map(each -> rows.render(company, each)))
                        .toList();
        boolean bare = world.switches().is(Switch.GZ_LINK_ROWS, "OBJECT") && found.size() == 1;
        return bare ? found.getFirst() : found;
    }
}
