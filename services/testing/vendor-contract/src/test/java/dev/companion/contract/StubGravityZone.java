package dev.companion.contract;

import dev.companion.contract.StubGravityZoneTree.Node;
import dev.companion.vendor.Secret;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A second cloud, after descriptions and examples of the API, with no code of the simulator and no name of a field that
 * the examples do not show.
 */
final class StubGravityZone implements GravityZoneVendor {

    private static final Secret KEY = Secret.of("c3R1Yi+KEY/of the stub");

    private final StandingClock clock;
    private final StubRpc rpc = new StubRpc(this::result);
    private final String own;
    private final StubGravityZoneTree tree;
    private final StubGravityZoneKits kits;
    private final StubGravityZoneAccounts accounts;
    private final Set<String> emptied = new HashSet<>();
    private final Map<String, Integer> shifted = new HashMap<>();
    private int last;

    StubGravityZone(StandingClock clock) {
        this.clock = clock;
        own = nextId();
        tree = new StubGravityZoneTree(own, this::nextId);
        kits = new StubGravityZoneKits(tree, this::nextId);
        accounts = new StubGravityZoneAccounts(own, this::nextId);
        rpc.enable(KEY.reveal(), SERVICES);
    }

    private String nextId() {
        return "%08x%016x".formatted(clock.instant().getEpochSecond(), ++last);
    }

    private synchronized @Nullable Object result(String method, JsonNode params, Set<String> enabled) {
        return switch (method) {
            case "general.getApiKeyDetails" -> Map.of("enabledApis", enabled, "createdAt", "2019-04-11T12:00:54");
            case READ_COMPANY -> tree.details(params.path("companyId").asString(own));
            case FIND_COMPANIES -> tree.found(params.path("nameFilter").asString());
            case CREATE_COMPANY -> tree.create(params);
            case LIST_COMPANIES -> inventory(params);
            case LIST_CHILDREN -> tree.children(params);
            case LIST_FOLDERS -> tree.folders(params);
            case LIST_ENDPOINTS -> tree.endpoints(params);
            case LIST_PACKAGES -> page(params, kits.list(params));
            case CREATE_PACKAGE -> kits.create(params);
            case READ_PACKAGE -> kits.details(params);
            case LINKS -> kits.links(params);
            case LICENCE -> licence(params);
            case LIST_ACCOUNTS -> page(params, accounts.list(params));
            case CREATE_ACCOUNT -> accounts.create(params);
            case UPDATE_ACCOUNT -> accounts.update(params);
            default -> {
                withoutResult(method, params);
                yield null;
            }
        };
    }

    private void withoutResult(String method, JsonNode params) {
        switch (method) {
            case RENAME_COMPANY -> tree.rename(params);
            case SUSPEND_COMPANY -> tree.suspend(params, true);
            case ACTIVATE_COMPANY -> tree.suspend(params, false);
            case MOVE_COMPANY -> tree.move(params);
            case DELETE_COMPANY -> tree.delete(params);
            case UPDATE_PACKAGE -> kits.update(params);
            case DELETE_PACKAGE -> kits.delete(params);
            case DELETE_ACCOUNT -> accounts.delete(params);
            default -> throw new StubRpc.Objection("The selected API is not available.");
        }
    }

    private Object licence(JsonNode params) {
        var expiry = LocalDateTime.ofInstant(clock.instant().plus(TRIAL), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        return tree.licence(tree.visible(params.path("companyId").asString()), expiry);
    }

    /** As version 1.1 has it: totals on page 1 alone, 1,000 rows at most, and on every page whether there is more. */
    private Map<String, Object> inventory(JsonNode params) {
        var all = tree.ours();
        int page = params.path("page").asInt(1);
        int perPage = Math.min(1_000, params.path("perPage").asInt(30));
        int from = Math.min(all.size(), (page - 1) * perPage);
        int to = Math.min(all.size(), from + perPage);
        if (page > 1 && from == all.size()) {
            throw new StubRpc.Objection("Invalid value for 'page'");
        }
        int shift = shifted.getOrDefault(LIST_COMPANIES, 0);
        var rows =
                emptied.contains(LIST_COMPANIES) ? List.<Node>of() : all.subList(Math.clamp(from + shift, 0, to), to);
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
                rows.stream()
                        .map(customer -> Map.of(
                                "id",
                                customer.id,
                                "name",
                                customer.name,
                                "parentId",
                                customer.parent,
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
        return tree.ours().stream().map(customer -> customer.id).toList();
    }

    @Override
    public synchronized String addCompany(String name) {
        return addCompany(own, name);
    }

    @Override
    public synchronized String addCompany(String parentId, String name) {
        return tree.add(false, name, parentId, 3);
    }

    @Override
    public synchronized String addPartner(String name) {
        return tree.add(true, name, own, 3);
    }

    @Override
    public synchronized String addFolder(String name) {
        return tree.addFolder(name);
    }

    @Override
    public synchronized Optional<KeptCompany> keptCompany(String id) {
        return Optional.ofNullable(tree.all().get(id))
                .map(node -> new KeptCompany(node.name, node.parent, node.suspended));
    }

    @Override
    public synchronized void setAgents(String companyId, int count) {
        tree.all().get(companyId).agents = count;
    }

    @Override
    public String foreignCompanyId() {
        return StubGravityZoneTree.FOREIGN;
    }

    @Override
    public synchronized void addForeignCompany(String name) {
        addCompany(StubGravityZoneTree.FOREIGN, name);
    }

    @Override
    public synchronized void deleteCompany(String id) {
        tree.remove(id);
    }

    @Override
    public synchronized void moveOutside(String id) {
        tree.all().get(id).parent = StubGravityZoneTree.FOREIGN;
    }

    @Override
    public synchronized void suspend(String id) {
        tree.all().get(id).suspended = true;
    }

    @Override
    public synchronized long companiesNamed(String name) {
        return tree.all().values().stream()
                .filter(node -> node.name.equals(name))
                .count();
    }

    @Override
    public synchronized int subscriptionOf(String companyId) {
        return tree.all().get(companyId).subscription;
    }

    @Override
    public synchronized void license(String companyId, String flag) {
        tree.all().get(companyId).flags.add(flag);
    }

    @Override
    public synchronized void putOnTrial(String companyId) {
        tree.all().get(companyId).subscription = 1;
    }

    @Override
    public synchronized void addPackage(String companyId, String name) {
        kits.add(companyId, name);
    }

    @Override
    public synchronized Kept kept(String packageId) {
        return kits.kept(packageId);
    }

    @Override
    public synchronized boolean hasPackage(String packageId) {
        return kits.has(packageId);
    }

    @Override
    public String windowsLink(String packageId) {
        return StubGravityZoneKits.windowsLink(packageId);
    }

    @Override
    public synchronized void finishKits() {
        kits.finish();
    }

    @Override
    public synchronized String addAccount(String companyId, String email) {
        return accounts.add(companyId, email, email, 3);
    }

    @Override
    public synchronized List<KeptAccount> accountsOf(String companyId) {
        return accounts.of(companyId);
    }

    @Override
    public boolean movesAreOffered() {
        return true;
    }

    @Override
    public synchronized void emptyPages(String operation) {
        emptied.add(operation);
    }

    @Override
    public synchronized void shiftPages(String operation, int rows) {
        shifted.put(operation, rows);
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
    public synchronized void calm() {
        emptied.clear();
        shifted.clear();
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
