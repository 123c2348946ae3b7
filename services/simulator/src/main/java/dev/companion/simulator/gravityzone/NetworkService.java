package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.ObjectIds;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.CompanyFolder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tree: companies one level at a time, folders, containers, the inventory, endpoints, moves. */
final class NetworkService implements Service {

    private static final int PER_PAGE_MAX = 100;
    private static final int FOLDER_NAME_MAX = 64;

    private final World world;
    private final GravityZoneWorld cloud;
    private final Reach reach;
    private final GravityZonePages pages;
    private final Inventory inventory;

    NetworkService(World world, Reach reach, GravityZonePages pages, Inventory inventory) {
        this.world = world;
        this.cloud = world.gravityZone();
        this.reach = reach;
        this.pages = pages;
        this.inventory = inventory;
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public Map<String, Method> methods(boolean newer) {
        var methods = new HashMap<String, Method>();
        methods.put("getNetworkInventoryItems", inventory::items);
        methods.put("getEndpointsList", this::endpoints);
        if (!newer) {
            methods.put("getCompaniesList", this::companies);
            methods.put("getCompanyFoldersList", this::folders);
            methods.put("createCompanyFolder", this::createFolder);
            methods.put("deleteCompanyFolder", this::deleteFolder);
            methods.put("getRootContainers", this::rootContainers);
            methods.put("getManagedEndpointDetails", this::endpointDetails);
            if (world.switches().is(Switch.GZ_MOVE, "ALLOWED")) {
                methods.put("moveCompanyOrCompanyFolder", this::move);
            }
        }
        return methods;
    }

    private Object companies(Caller caller, Params params) {
        String parentId = reach.place(
                caller, params.text("parentId").orElse(caller.company().id()), "parentId");
        Params filters = params.object("filters");
        Optional<Integer> type = CompanyFilter.oneOf(filters, "companyType", Set.of(Company.PARTNER, Company.CUSTOMER));
        Optional<Integer> license = CompanyFilter.oneOf(filters, "licenseType", Set.of(1, 2, 3));
        filters.done();
        params.done();
        List<Company> children = caller.call().pageIsEmpty() ? List.of() : cloud.childrenOf(parentId);
        return children.stream()
                .filter(company -> type.isEmpty() || type.get() == company.type())
                .filter(company ->
                        license.isEmpty() || license.get() == company.license().subscriptionType())
                .map(company -> Json.object("id", company.id(), "name", company.name()))
                .toList();
    }

    private Object folders(Caller caller, Params params) {
        String parentId = reach.place(
                caller, params.text("parentId").orElse(caller.company().id()), "parentId");
        params.done();
        return cloud.foldersIn(parentId).stream()
                .map(folder -> Json.object("id", folder.id(), "name", folder.name()))
                .toList();
    }

    private Object createFolder(Caller caller, Params params) {
        String name = params.requiredText("folderName", FOLDER_NAME_MAX);
        String parentId = reach.place(
                caller, params.text("parentId").orElse(caller.company().id()), "parentId");
        params.done();
        if (cloud.foldersIn(parentId).stream().anyMatch(folder -> folder.name().equalsIgnoreCase(name))) {
            throw JsonRpcError.invalidParams("A folder with this name already exists");
        }
        return cloud.addFolder(parentId, name).id();
    }

    private @Nullable Object deleteFolder(Caller caller, Params params) {
        String id = params.requiredText("folderId");
        params.done();
        CompanyFolder folder = cloud.folder(id)
                .filter(known -> cloud.isWithin(caller.company().id(), id))
                .orElseThrow(() -> JsonRpcError.invalidValue("folderId"));
        if (!cloud.childrenOf(id).isEmpty() || !cloud.foldersIn(id).isEmpty()) {
            throw JsonRpcError.invalidParams("The folder is not empty");
        }
        cloud.deleteFolder(folder.id());
        return null;
    }

    private Object rootContainers(Caller caller, Params params) {
        Company company = reach.companyOrOwn(caller, params, "companyId");
        params.done();
        return Inventory.CONTAINERS.entrySet().stream()
                .filter(container ->
                        company.type() == Company.PARTNER || container.getValue() != Inventory.COMPANIES_CONTAINER)
                .map(container -> Json.object(
                        "id", ObjectIds.near(company.id(), container.getValue()), "name", container.getKey()))
                .toList();
    }

    private Object endpoints(Caller caller, Params params) {
        var wanted = pages.read(params, PER_PAGE_MAX);
        String parentId =
                params.text("parentId").orElse(ObjectIds.near(caller.company().id(), Inventory.GROUPS_CONTAINER));
        Optional<Boolean> managed = caller.newer() ? Optional.empty() : params.flag("isManaged");
        Params filters = params.object("filters");
        boolean deep = filters.object("depth").flag("allItemsRecursively").orElse(false);
        Optional<Boolean> best = filters.object("security").object("management").flag("managedWithBest");
        Predicate<String> name = filters.object("details")
                .text("name")
                .map(Inventory::nameFilter)
                .orElse(any -> true);
        filters.ignoring("type").done();
        // Sent by many clients and ignored: the vendor accepts these silently.
        params.ignoring("companyId", "isManaged", "options").done();
        boolean all = managed.orElse(true) && best.orElse(true);
        List<Endpoint> rows = all
                ? inventory.endpointsUnder(caller, parentId, deep).stream()
                        .filter(endpoint -> name.test(endpoint.name()))
                        .toList()
                : List.of();
        return pages.page(caller, wanted, rows, Endpoint::listed);
    }

    private Object endpointDetails(Caller caller, Params params) {
        String id = params.requiredText("endpointId");
        params.ignoring("options").done();
        return inventory
                .endpoint(caller, id)
                .map(endpoint -> endpoint.detailed(world.now()))
                .orElseThrow(() -> JsonRpcError.invalidValue("endpointId"));
    }

    private @Nullable Object move(Caller caller, Params params) {
        String id = params.requiredText("id");
        String newParentId = params.requiredText("newParentId");
        params.done();
        boolean known = cloud.company(id).isPresent() || cloud.folder(id).isPresent();
        if (!known
                || id.equals(caller.company().id())
                || !cloud.isWithin(caller.company().id(), id)) {
            throw reach.outOfReach(known, "id");
        }
        reach.place(caller, newParentId, "newParentId");
        if (cloud.isWithin(id, newParentId)) {
            throw JsonRpcError.invalidValue("newParentId");
        }
        cloud.company(id).ifPresent(company -> cloud.replace(company.under(newParentId)));
        cloud.folder(id).ifPresent(folder -> cloud.replace(new CompanyFolder(id, folder.name(), newParentId)));
        return null;
    }
}
