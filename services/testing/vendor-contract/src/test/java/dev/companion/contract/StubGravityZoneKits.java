package dev.companion.contract;

import dev.companion.contract.GravityZoneVendor.Kept;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Installation packages of the stub and the links to their kits. */
final class StubGravityZoneKits {

    private record Kit(String id, String companyId, JsonNode params, boolean built) {
        String name() {
            return params.path("packageName").asString();
        }
    }

    private final Map<String, Kit> kits = new LinkedHashMap<>();
    private final StubGravityZoneTree tree;
    private final Supplier<String> ids;

    StubGravityZoneKits(StubGravityZoneTree tree, Supplier<String> ids) {
        this.tree = tree;
        this.ids = ids;
    }

    List<Map<String, ?>> list(JsonNode params) {
        return ofCompany(params.path("companyId").asString()).stream()
                .<Map<String, ?>>map(kit -> Map.of("id", kit.id, "name", kit.name(), "type", 4))
                .toList();
    }

    private List<Kit> ofCompany(String companyId) {
        var company = tree.visible(companyId);
        return kits.values().stream()
                .filter(kit -> kit.companyId.equals(company.id))
                .toList();
    }

    List<Map<String, Object>> create(JsonNode params) {
        var companyId = params.path("companyId").asString();
        requireFree(companyId, params, "");
        var id = ids.get();
        kits.put(id, new Kit(id, companyId, params, false));
        return List.of(Map.of("records", List.of(id), "success", true));
    }

    private void requireFree(String companyId, JsonNode params, String except) {
        var name = params.path("packageName").asString();
        if (ofCompany(companyId).stream().anyMatch(kit -> kit.name().equals(name) && !kit.id.equals(except))) {
            throw new StubRpc.Objection("A package with this name already exists.");
        }
    }

    private Kit known(JsonNode params) {
        var kit = kits.get(params.path("packageId").asString());
        if (kit == null) {
            throw new StubRpc.Objection("One or more items are not available for the specified action.");
        }
        return kit;
    }

    /** What was sent, with the module that cannot be chosen, and the older key beside the newer ones. */
    JsonNode details(JsonNode params) {
        var details = (ObjectNode) known(params).params.deepCopy();
        details.remove(List.of("companyId", "packageId"));
        details.withObject("/modules")
                .put("antimalware", 1)
                .put(
                        "contentControl",
                        details.path("modules").path("userControl").asInt());
        return details;
    }

    void update(JsonNode params) {
        var kit = known(params);
        requireFree(kit.companyId, params, kit.id);
        kits.put(kit.id, new Kit(kit.id, kit.companyId, params, false));
    }

    void delete(JsonNode params) {
        kits.remove(known(params).id);
    }

    List<Map<String, Object>> links(JsonNode params) {
        var name = params.path("packageName").asString("");
        var ofWhom =
                params.has("companyId") ? ofCompany(params.path("companyId").asString()) : kits.values();
        return ofWhom.stream()
                .filter(kit -> name.isEmpty() || kit.name().equals(name))
                .map(kit -> Map.<String, Object>of(
                        "packageName", kit.name(),
                        "companyName", tree.all().get(kit.companyId).name,
                        "companyId", kit.companyId,
                        "installLinkWindows", windowsLink(kit.id),
                        "status", Map.of("windows", kit.built ? 2 : 1)))
                .toList();
    }

    static String windowsLink(String packageId) {
        return "https://stub.gravityzone.example/Packages/BSTWIN/0/setupdownloader_[c3R1Yg_-%s==].exe"
                .formatted(packageId);
    }

    void add(String companyId, String name) {
        var id = ids.get();
        kits.put(id, new Kit(id, companyId, StubRpc.JSON.valueToTree(Map.of("packageName", name)), false));
    }

    Kept kept(String packageId) {
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

    boolean has(String packageId) {
        return kits.containsKey(packageId);
    }

    void finish() {
        kits.replaceAll((_, kit) -> new Kit(kit.id, kit.companyId, kit.params, true));
    }
}
