package dev.companion.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Companies and folders of the stub: our partner company with all that is below it, and one foreign tenant. */
final class StubGravityZoneTree {

    static final String FOREIGN = "ffffffffffffffffffffffff";

    /** Machines of every company on which no agent runs. */
    private static final int UNMANAGED = 2;

    static final class Node {
        final String id;
        final boolean partner;
        final Set<String> flags = new TreeSet<>();
        String name;
        String parent;
        int subscription;
        boolean suspended;
        int agents;

        private Node(String id, boolean partner, String name, String parent, int subscription) {
            this.id = id;
            this.partner = partner;
            this.name = name;
            this.parent = parent;
            this.subscription = subscription;
        }
    }

    record Folder(String id, String name, String parent) {}

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Folder> folders = new LinkedHashMap<>();
    private final Supplier<String> ids;
    private final String own;

    StubGravityZoneTree(String own, Supplier<String> ids) {
        this.own = own;
        this.ids = ids;
    }

    String add(boolean partner, String name, String parent, int subscription) {
        var node = new Node(ids.get(), partner, name, parent, subscription);
        nodes.put(node.id, node);
        return node.id;
    }

    String addFolder(String name) {
        var folder = new Folder(ids.get(), name, own);
        folders.put(folder.id, folder);
        return folder.id;
    }

    void remove(String id) {
        nodes.remove(id);
    }

    Map<String, Node> all() {
        return nodes;
    }

    /** Every company below our own, at any depth. */
    List<Node> ours() {
        return nodes.values().stream().filter(node -> isBelow(own, node.parent)).toList();
    }

    private boolean isBelow(String root, String id) {
        var at = id;
        while (!at.equals(root)) {
            if (nodes.containsKey(at)) {
                at = nodes.get(at).parent;
            } else if (folders.containsKey(at)) {
                at = folders.get(at).parent;
            } else {
                return false;
            }
        }
        return true;
    }

    Node visible(String id) {
        return visible(id, "companyId");
    }

    private Node visible(String id, String parameter) {
        var node = nodes.get(id);
        if (node == null || !isBelow(own, node.parent)) {
            throw new StubRpc.Objection("Invalid value for '" + parameter + "'");
        }
        return node;
    }

    /** Something that companies can stand in. */
    private String place(String id) {
        boolean ours = id.equals(own)
                || folders.containsKey(id)
                || nodes.containsKey(id) && nodes.get(id).partner && isBelow(own, id);
        if (!ours) {
            throw new StubRpc.Objection("Invalid value for 'parentId'");
        }
        return id;
    }

    private List<Node> below(String id) {
        return nodes.values().stream()
                .filter(node -> !node.id.equals(id) && isBelow(id, node.parent))
                .toList();
    }

    Map<String, Object> details(String id) {
        if (id.equals(own)) {
            return Map.of("id", own, "type", 0, "name", "Northwind – Süd", "isSuspended", false);
        }
        var node = visible(id);
        return Map.of(
                "id",
                id,
                "type",
                node.partner ? 0 : 1,
                "name",
                node.name,
                "country",
                "N/A",
                "canBeManagedByAbove",
                true,
                "isSuspended",
                node.suspended,
                "createdAt",
                "2026-11-21T08:00:00",
                "parentCompanyId",
                node.parent,
                "companyPath",
                node.parent + "/" + id);
    }

    List<Map<String, Object>> found(String filter) {
        return ours().stream()
                .filter(node -> node.name.startsWith(filter))
                .limit(25)
                .map(node -> details(node.id))
                .toList();
    }

    String create(JsonNode params) {
        var name = params.path("name").asString();
        var parent = place(params.path("parentId").asString(own));
        requireFree(name);
        var subscription = params.path("licenseSubscription").path("type").asInt(1);
        return add(params.path("type").asInt() == 0, name, parent, subscription);
    }

    private void requireFree(String name) {
        if (nodes.values().stream().anyMatch(node -> node.name.equals(name))) {
            throw new StubRpc.Objection("The company name must be unique.");
        }
    }

    void rename(JsonNode params) {
        var node = visible(params.path("id").asString(), "id");
        var name = params.path("name").asString();
        requireFree(name);
        node.name = name;
    }

    void suspend(JsonNode params, boolean suspended) {
        var node = visible(params.path("companyId").asString());
        if (!params.path("recursive").isBoolean()) {
            throw new StubRpc.Objection("The required parameter is missing: 'recursive'");
        }
        node.suspended = suspended;
        if (params.path("recursive").booleanValue()) {
            below(node.id).forEach(child -> child.suspended = suspended);
        }
    }

    void move(JsonNode params) {
        var node = visible(params.path("id").asString(), "id");
        node.parent = place(params.path("newParentId").asString());
    }

    void delete(JsonNode params) {
        var node = visible(params.path("companyId").asString());
        if (!below(node.id).isEmpty()) {
            throw new StubRpc.Objection("Remove the companies of this partner first.");
        }
        nodes.remove(node.id);
    }

    List<Map<String, String>> children(JsonNode params) {
        var parent = place(params.path("parentId").asString(own));
        return nodes.values().stream()
                .filter(node -> node.parent.equals(parent))
                .map(node -> Map.of("id", node.id, "name", node.name))
                .toList();
    }

    List<Map<String, String>> folders(JsonNode params) {
        var parent = place(params.path("parentId").asString(own));
        return folders.values().stream()
                .filter(folder -> folder.parent.equals(parent))
                .map(folder -> Map.of("id", folder.id, "name", folder.name))
                .toList();
    }

    /** As version 1.1 counts: nothing below the top level unless asked, and every machine unless filtered. */
    Map<String, Object> endpoints(JsonNode params) {
        var node = visible(params.path("parentId").asString(), "parentId");
        var filters = params.path("filters");
        var counted = new ArrayList<Node>();
        if (filters.path("depth").path("allItemsRecursively").asBoolean(false)) {
            counted.add(node);
            counted.addAll(below(node.id));
        }
        boolean managed = filters.path("security")
                .path("management")
                .path("managedWithBest")
                .asBoolean(false);
        int total = counted.stream()
                .mapToInt(each -> each.agents + (managed ? 0 : UNMANAGED))
                .sum();
        int perPage = params.path("perPage").asInt(30);
        var first = Map.of("id", Objects.requireNonNull(ids.get()), "companyId", node.id);
        return Map.of(
                "page",
                1,
                "perPage",
                perPage,
                "pagesCount",
                (total + perPage - 1) / perPage,
                "total",
                total,
                "hasMoreRecords",
                total > perPage,
                "items",
                total == 0 ? List.of() : List.of(first));
    }

    Map<String, Object> licence(Node node, String expiryDate) {
        var licence = new LinkedHashMap<String, Object>();
        licence.put("subscriptionType", node.subscription);
        licence.put("assignedProtectionModel", "aLaCarte");
        licence.put("usedSlots", node.agents);
        if (node.subscription == 1) {
            licence.put("expiryDate", expiryDate);
        }
        // Nothing is said about EDR, which is not the same as no.
        for (var flag : List.of("manageExchange", "manageEncryption", "managePatchManagement")) {
            licence.put(flag, node.flags.contains(flag));
        }
        return licence;
    }
}
