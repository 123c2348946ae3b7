package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.GravityZoneWorld;
import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.ObjectIds;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import dev.companion.simulator.world.row.CompanyFolder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The whole tree in pages: companies, folders and computers of every depth, in one query if requested. */
final class Inventory {

    static final int COMPANIES_CONTAINER = 4;
    static final int GROUPS_CONTAINER = 6;
    static final int TYPE_COMPANY = 1;
    static final int TYPE_FOLDER = 2;
    static final int TYPE_COMPUTER = 5;

    /** Containers of a partner by name; the value is the last digit of their ids. */
    static final Map<String, Integer> CONTAINERS = containers();

    private static final int PER_PAGE_MAX = 100;

    private final World world;
    private final GravityZoneWorld cloud;
    private final GravityZonePages pages;
    private final Licenses licenses;

    Inventory(World world, GravityZonePages pages, Licenses licenses) {
        this.world = world;
        this.cloud = world.gravityZone();
        this.pages = pages;
        this.licenses = licenses;
    }

    private static Map<String, Integer> containers() {
        var containers = new LinkedHashMap<String, Integer>();
        containers.put("Companies", COMPANIES_CONTAINER);
        containers.put("Network", 5);
        containers.put("Computers and Groups", GROUPS_CONTAINER);
        containers.put("Deleted", 7);
        return Collections.unmodifiableMap(containers);
    }

    Object items(Caller caller, Params params) {
        int newerMax = Math.max(1, world.switches().number(Switch.GZ_INVENTORY_PAGE_MAX));
        var wanted = pages.read(params, caller.newer() ? newerMax : Math.min(PER_PAGE_MAX, newerMax));
        String parentId = params.text("parentId").orElse(caller.company().id());
        Params filters = params.object("filters");
        boolean deep = filters.object("depth").flag("allItemsRecursively").orElse(false);
        Params types = filters.object("type");
        boolean everything = !filters.has("type");
        boolean companies = types.flag("companies").orElse(everything);
        boolean folders = types.flag("companyFolders").orElse(everything);
        boolean computers = types.flag("computers").orElse(everything);
        types.ignoring("groups", "virtualMachines", "ec2Instances", "containers")
                .done();
        Params details = filters.object("details");
        Predicate<String> name = details.text("name").map(Inventory::nameFilter).orElse(any -> true);
        details.ignoring("ssid", "macs").done();
        Predicate<Company> kind = caller.newer() ? CompanyFilter.read(filters) : any -> true;
        filters.ignoring("security").done();
        params.ignoring("options").done();

        String root = placeOf(caller, parentId);
        if (companies && !folders && !computers && deep && !details.has("name")) {
            // The query of every poll: without further filters, a slice of an existing list.
            List<Company> all = companiesBelow(root);
            List<Company> found =
                    CompanyFilter.isIn(filters) ? all.stream().filter(kind).toList() : all;
            return pages.page(caller, wanted, found, this::render);
        }
        var rows = new ArrayList<Object>();
        if (companies) {
            List<Company> found = deep ? companiesBelow(root) : cloud.childrenOf(root);
            found.stream()
                    .filter(company -> name.test(company.name()))
                    .filter(kind)
                    .forEach(rows::add);
        }
        if (folders) {
            foldersBelow(root, deep).stream()
                    .filter(folder -> name.test(folder.name()))
                    .forEach(rows::add);
        }
        if (computers) {
            endpointsUnder(caller, parentId, deep).stream()
                    .filter(endpoint -> name.test(endpoint.name()))
                    .forEach(rows::add);
        }
        return pages.page(caller, wanted, rows, this::render);
    }

    static Predicate<String> nameFilter(String filter) {
        String part = (filter.startsWith("*") ? filter.substring(1) : filter).toLowerCase(Locale.ROOT);
        return filter.startsWith("*")
                ? name -> name.toLowerCase(Locale.ROOT).contains(part)
                : name -> name.toLowerCase(Locale.ROOT).startsWith(part);
    }

    /** The company or folder of a parent id; containers belong to their company. */
    private String placeOf(Caller caller, String parentId) {
        String id = isContainer(parentId) ? ObjectIds.ownerOf(parentId) : parentId;
        boolean known = cloud.company(id).isPresent() || cloud.folder(id).isPresent();
        if (!known || !cloud.isWithin(caller.company().id(), id)) {
            throw JsonRpcError.invalidValue("parentId");
        }
        return id;
    }

    private static boolean isContainer(String id) {
        return ObjectIds.isId(id) && CONTAINERS.containsValue(ObjectIds.positionOf(id));
    }

    private List<Company> companiesBelow(String placeId) {
        return cloud.subtreeOf(placeId);
    }

    private List<CompanyFolder> foldersBelow(String placeId, boolean deep) {
        var found = new ArrayList<>(cloud.foldersIn(placeId));
        if (deep) {
            cloud.foldersIn(placeId).forEach(folder -> found.addAll(foldersBelow(folder.id(), true)));
            cloud.childrenOf(placeId).forEach(company -> found.addAll(foldersBelow(company.id(), true)));
        }
        return found;
    }

    /** Without {@code deep}, only the direct content: computers are in a container, never directly in a company. */
    List<Endpoint> endpointsUnder(Caller caller, String parentId, boolean deep) {
        String place = placeOf(caller, parentId);
        var companies = new ArrayList<Company>();
        cloud.company(place).filter(company -> deep || isContainer(parentId)).ifPresent(companies::add);
        if (deep && !isContainer(parentId)) {
            companies.addAll(companiesBelow(place));
        }
        String own = caller.company().id();
        return companies.stream()
                .filter(company -> company.manageable() || company.id().equals(own))
                .flatMap(company -> IntStream.rangeClosed(1, company.agents()).mapToObj(n -> new Endpoint(company, n)))
                .toList();
    }

    Optional<Endpoint> endpoint(Caller caller, String id) {
        if (!ObjectIds.isId(id)) {
            return Optional.empty();
        }
        return endpointsUnder(caller, caller.company().id(), true).stream()
                .filter(endpoint -> endpoint.id().equals(id))
                .findFirst();
    }

    private Map<String, @Nullable Object> render(Object row) {
        return switch (row) {
            case Company company ->
                Json.object(
                        "id", company.id(),
                        "name", company.name(),
                        "parentId", parentIdOf(company),
                        "companyId", cloud.parentOf(company).map(Company::id).orElse(company.id()),
                        "type", TYPE_COMPANY,
                        "details", Json.object("licenseInfo", licenses.render(company)));
            case CompanyFolder folder ->
                Json.object(
                        "id", folder.id(),
                        "name", folder.name(),
                        "parentId", containerOf(folder.parentId()),
                        "companyId", null,
                        "type", TYPE_FOLDER,
                        "details", Json.object());
            case Endpoint endpoint -> endpoint.inventoried();
            default -> throw new IllegalStateException("no such row: " + row.getClass());
        };
    }

    private @Nullable String parentIdOf(Company company) {
        String parent = company.parentId();
        return parent == null ? null : containerOf(parent);
    }

    /** A company's children are in its Companies container, which the platform may report as their parent. */
    private String containerOf(String parentId) {
        boolean container = world.switches().is(Switch.GZ_INVENTORY_PARENT, "CONTAINER")
                && cloud.company(parentId).isPresent();
        return container ? ObjectIds.near(parentId, COMPANIES_CONTAINER) : parentId;
    }
}
