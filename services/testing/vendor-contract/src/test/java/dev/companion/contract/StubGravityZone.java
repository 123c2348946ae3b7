package dev.companion.contract;

import dev.companion.vendor.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A second cloud, after descriptions and examples of the API, with no code of the simulator: one level of customers
 * below one partner, and no name of a field that the examples do not show.
 */
final class StubGravityZone implements GravityZoneVendor {

    private static final Secret KEY = Secret.of("c3R1Yi+KEY/of the stub");
    private static final String FOREIGN = "ffffffffffffffffffffffff";

    private record Kit(String id, String companyId, JsonNode params, boolean built) {
        String name() {
            return params.path("packageName").asString();
        }
    }

    private static final class Customer {
        final String id;
        final String name;
        final int subscription;
        final Set<String> flags = new TreeSet<>();
        String parent;
        boolean suspended;

        Customer(String id, String name, String parent, int subscription) {
            this.id = id;
            this.name = name;
            this.parent = parent;
            this.subscription = subscription;
        }
    }

    private final StandingClock clock;
    private final Map<String, Customer> customers = new LinkedHashMap<>();
    private final Map<String, Kit> kits = new LinkedHashMap<>();
    private final StubRpc rpc = new StubRpc(this::result);
    private final String own;
    private int last;

    StubGravityZone(StandingClock clock) {
        this.clock = clock;
        own = nextId();
        rpc.enable(KEY.reveal(), SERVICES);
    }

    private String nextId() {
        return "%08x%016x".formatted(clock.instant().getEpochSecond(), ++last);
    }

    private synchronized @Nullable Object result(String method, JsonNode params, Set<String> enabled) {
        return switch (method) {
            case "general.getApiKeyDetails" -> Map.of("enabledApis", enabled, "createdAt", "2019-04-11T12:00:54");
            case READ_COMPANY -> details(params.path("companyId").asString(own));
            case FIND_COMPANIES -> found(params.path("nameFilter").asString());
            case CREATE_COMPANY -> create(params);
            case LIST_COMPANIES -> inventory(params);
            case LIST_PACKAGES ->
                page(
                        params,
                        ofCompany(params).stream()
                                .map(kit -> Map.of("id", kit.id, "name", kit.name(), "type", 4))
                                .toList());
            case CREATE_PACKAGE -> createPackage(params);
            case DELETE_PACKAGE -> {
                if (kits.remove(params.path("packageId").asString()) == null) {
                    throw new StubRpc.Objection("One or more items are not available for the specified action.");
                }
                yield null;
            }
            case LINKS -> links(params);
            case LICENCE -> licence(visible(params.path("companyId").asString()));
            default -> throw new StubRpc.Objection("The selected API is not available.");
        };
    }

    private Customer visible(String id) {
        var customer = customers.get(id);
        if (customer == null || customer.parent.equals(FOREIGN)) {
            throw new StubRpc.Objection("Invalid value for 'companyId'");
        }
        return customer;
    }

    private Map<String, Object> details(String id) {
        if (id.equals(own)) {
            return Map.of("id", own, "type", 0, "name", "Northwind – Süd", "isSuspended", false);
        }
        var customer = visible(id);
        return Map.of(
                "id",
                id,
                "type",
                1,
                "name",
                customer.name,
                "country",
                "N/A",
                "canBeManagedByAbove",
                true,
                "isSuspended",
                customer.suspended,
                "createdAt",
                "2026-11-21T08:00:00",
                "parentCompanyId",
                customer.parent,
                "companyPath",
                customer.parent + "/" + id);
    }

    private List<Map<String, Object>> found(String filter) {
        return ours().stream()
                .filter(customer -> customer.name.startsWith(filter))
                .limit(25)
                .map(customer -> details(customer.id))
                .toList();
    }

    private List<Customer> ours() {
        return customers.values().stream()
                .filter(customer -> customer.parent.equals(own))
                .toList();
    }

    private String create(JsonNode params) {
        var name = params.path("name").asString();
        if (!params.path("parentId").asString(own).equals(own)) {
            throw new StubRpc.Objection("Invalid value for 'parentId'");
        }
        if (companiesNamed(name) > 0) {
            throw new StubRpc.Objection("The company name must be unique.");
        }
        var subscription = params.path("licenseSubscription").path("type").asInt(1);
        return add(name, own, subscription);
    }

    private String add(String name, String parent, int subscription) {
        var customer = new Customer(nextId(), name, parent, subscription);
        customers.put(customer.id, customer);
        return customer.id;
    }

    /** As version 1.1 has it: totals on page 1 alone, 1,000 rows at most, and on every page whether there is more. */
    private Map<String, Object> inventory(JsonNode params) {
        var all = ours();
        int page = params.path("page").asInt(1);
        int perPage = Math.min(1_000, params.path("perPage").asInt(30));
        int from = Math.min(all.size(), (page - 1) * perPage);
        int to = Math.min(all.size(), from + perPage);
        if (page > 1 && from == all.size()) {
            throw new StubRpc.Objection("Invalid value for 'page'");
        }
        var result = new LinkedHashMap<String, Object>();
        result.put("page", page);
        result.put("perPage", perPage);
        if (page == 1) {
            result.put("pagesCount", (all.size() + perPage - 1) / perPage);
            result.put("total", all.size());
        }
        result.put("hasMoreRecords", to < all.size());
        result.put(
                "items",
                all.subList(from, to).stream()
                        .map(customer -> Map.of(
                                "id",
                                customer.id,
                                "name",
                                customer.name,
                                "parentId",
                                own,
                                "type",
                                1,
                                "details",
                                Map.of()))
                        .toList());
        return result;
    }

    /** As version 1.0 has it. */
    private static Map<String, Object> page(JsonNode params, List<?> all) {
        int page = params.path("page").asInt(1);
        int perPage = Math.min(100, params.path("perPage").asInt(30));
        int from = Math.min(all.size(), (page - 1) * perPage);
        return Map.of(
                "page",
                page,
                "perPage",
                perPage,
                "pagesCount",
                (all.size() + perPage - 1) / perPage,
                "total",
                all.size(),
                "items",
                all.subList(from, Math.min(all.size(), from + perPage)));
    }

    private List<Kit> ofCompany(JsonNode params) {
        var company = visible(params.path("companyId").asString());
        return kits.values().stream()
                .filter(kit -> kit.companyId.equals(company.id))
                .toList();
    }

    private List<Map<String, Object>> createPackage(JsonNode params) {
        var name = params.path("packageName").asString();
        if (ofCompany(params).stream().anyMatch(kit -> kit.name().equals(name))) {
            throw new StubRpc.Objection("A package with this name already exists.");
        }
        var id = nextId();
        kits.put(id, new Kit(id, params.path("companyId").asString(), params, false));
        return List.of(Map.of("records", List.of(id), "success", true));
    }

    private List<Map<String, Object>> links(JsonNode params) {
        var name = params.path("packageName").asString("");
        return ofCompany(params).stream()
                .filter(kit -> name.isEmpty() || kit.name().equals(name))
                .map(kit -> Map.<String, Object>of(
                        "packageName", kit.name(),
                        "companyName", customers.get(kit.companyId).name,
                        "companyId", kit.companyId,
                        "installLinkWindows", windowsLink(kit.id),
                        "status", Map.of("windows", kit.built ? 2 : 1)))
                .toList();
    }

    private static Map<String, Object> licence(Customer customer) {
        var licence = new LinkedHashMap<String, Object>();
        licence.put("subscriptionType", customer.subscription);
        licence.put("usedSlots", 0);
        for (var flag : List.of("manageExchange", "manageEncryption", "managePatchManagement")) {
            licence.put(flag, customer.flags.contains(flag));
        }
        return licence;
    }

    @Override
    public String accessUrl() {
        return rpc.origin() + "/api/";
    }

    @Override
    public String hostAndPort() {
        return rpc.hostAndPort();
    }

    @Override
    public Secret key() {
        return KEY;
    }

    @Override
    public Secret keyWith(Set<String> some) {
        var key = "stub-key-for-" + String.join("-", some);
        rpc.enable(key, some);
        return Secret.of(key);
    }

    @Override
    public String ownCompanyId() {
        return own;
    }

    @Override
    public synchronized List<String> companyIds() {
        return ours().stream().map(customer -> customer.id).toList();
    }

    @Override
    public synchronized String addCompany(String name) {
        return add(name, own, 3);
    }

    @Override
    public synchronized void addForeignCompany(String name) {
        add(name, FOREIGN, 3);
    }

    @Override
    public synchronized void deleteCompany(String id) {
        customers.remove(id);
    }

    @Override
    public synchronized void moveOutside(String id) {
        customers.get(id).parent = FOREIGN;
    }

    @Override
    public synchronized void suspend(String id) {
        customers.get(id).suspended = true;
    }

    @Override
    public synchronized long companiesNamed(String name) {
        return customers.values().stream()
                .filter(customer -> customer.name.equals(name))
                .count();
    }

    @Override
    public synchronized int subscriptionOf(String companyId) {
        return customers.get(companyId).subscription;
    }

    @Override
    public synchronized void license(String companyId, String flag) {
        customers.get(companyId).flags.add(flag);
    }

    @Override
    public synchronized void addPackage(String companyId, String name) {
        var id = nextId();
        kits.put(id, new Kit(id, companyId, StubRpc.JSON.valueToTree(Map.of("packageName", name)), false));
    }

    @Override
    public synchronized Kept kept(String packageId) {
        var kit = kits.get(packageId);
        var on = kit.params.path("modules").properties().stream()
                .filter(module -> module.getValue().asInt() == 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return new Kept(
                kit.companyId,
                kit.name(),
                on,
                kit.params.path("roles").path("exchange").asInt() == 1,
                kit.params.path("settings").path("removeCompetitors").asInt() == 1);
    }

    @Override
    public synchronized boolean hasPackage(String packageId) {
        return kits.containsKey(packageId);
    }

    @Override
    public String windowsLink(String packageId) {
        return "https://stub.gravityzone.example/Packages/BSTWIN/0/setupdownloader_[c3R1Yg_-%s==].exe"
                .formatted(packageId);
    }

    @Override
    public synchronized void finishKits() {
        kits.replaceAll((_, kit) -> new Kit(kit.id, kit.companyId, kit.params, true));
    }

    @Override
    public void revokeKey() {
        rpc.revoke(KEY.reveal());
    }

    @Override
    public void trouble(String operation, Trouble trouble) {
        rpc.troubles().add(operation, trouble);
    }

    @Override
    public void calm() {
        rpc.troubles().clear();
    }

    @Override
    public long calls(String operation) {
        return rpc.troubles().calls(operation);
    }

    @Override
    public void close() {
        rpc.close();
    }
}
