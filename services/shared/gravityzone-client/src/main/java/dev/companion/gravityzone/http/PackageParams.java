package dev.companion.gravityzone.http;

import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import dev.companion.gravityzone.GravityZonePackages.PackageDetails;
import dev.companion.vendor.LenientJson;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The parameters of a package, flat and with 0 and 1 as the vendor expects them, and the content of its answer. */
final class PackageParams {

    private PackageParams() {}

    /** For {@code createPackage}. */
    static Map<String, Object> ofNew(NewPackage wanted) {
        var params = content(wanted);
        params.put("companyId", wanted.companyId());
        return params;
    }

    /** For {@code updatePackage}; without the company, because a package cannot change it. */
    static Map<String, Object> ofKnown(String packageId, NewPackage wanted) {
        var params = content(wanted);
        params.put("packageId", packageId);
        return params;
    }

    private static Map<String, Object> content(NewPackage wanted) {
        var params = new TreeMap<String, Object>();
        params.put("packageName", wanted.packageName());
        params.put("description", wanted.description());
        params.put("language", wanted.language());
        params.put("modules", PackageModules.params(wanted.modules()));
        params.put("scanMode", Map.of("type", 1));
        params.put("settings", Map.of("scanBeforeInstall", 0, "removeCompetitors", number(wanted.removeCompetitors())));
        params.put("roles", Map.of("relay", 0, "exchange", number(wanted.exchangeRole())));
        params.put("deploymentOptions", Map.of("type", 1));
        params.put("productType", 0);
        return params;
    }

    private static int number(boolean on) {
        return on ? 1 : 0;
    }

    /** The answer of {@code getPackageDetails}, which has true and false, or 1 and 0; null if it names no package. */
    static @Nullable PackageDetails details(JsonNode node) {
        var name = LenientJson.text(node, "packageName", "name");
        return name == null
                ? null
                : new PackageDetails(
                        name,
                        LenientJson.text(node, "description"),
                        LenientJson.text(node, "language"),
                        PackageModules.on(node.path("modules")),
                        LenientJson.flag(node.path("roles"), "exchange"),
                        LenientJson.flag(node.path("settings"), "removeCompetitors"),
                        LenientJson.count(node, "productType"));
    }
}
