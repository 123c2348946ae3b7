package dev.companion.gravityzone;

import dev.companion.gravityzone.GravityZoneClient.NewPackage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The parameters of {@code createPackage}, flat as the vendor wants them, with switches as 0 and 1. */
final class PackageParams {

    /** Modules that are named even when they are off, so that a change of the vendor's defaults changes nothing. */
    private static final List<String> NAMED = List.of(
            "advancedAntiExploit",
            "advancedThreatControl",
            "antiphishing",
            "deviceControl",
            "edrSensor",
            "encryption",
            "firewall",
            "networkAttackDefense",
            "patchManagement",
            "powerUser",
            "trafficScan",
            "userControl");

    /** An older name for three of them at once; naming one of the three as off beside it is an error. */
    private static final String CONTENT_CONTROL = "contentControl";

    private static final Set<String> PARTS_OF_CONTENT_CONTROL = Set.of("antiphishing", "trafficScan", "userControl");

    /** Always on, and not a key that the vendor takes. */
    private static final String ANTIMALWARE = "antimalware";

    private PackageParams() {}

    static Map<String, Object> of(NewPackage wanted) {
        var params = new TreeMap<String, Object>();
        params.put("companyId", wanted.companyId());
        params.put("packageName", wanted.packageName());
        params.put("description", wanted.description());
        params.put("language", wanted.language());
        params.put("modules", modules(wanted.modules()));
        params.put("scanMode", Map.of("type", 1));
        params.put("settings", Map.of("scanBeforeInstall", 0, "removeCompetitors", number(wanted.removeCompetitors())));
        params.put("roles", Map.of("relay", 0, "exchange", number(wanted.exchangeRole())));
        params.put("deploymentOptions", Map.of("type", 1));
        params.put("productType", 0);
        return params;
    }

    private static Map<String, Integer> modules(Set<String> wanted) {
        var modules = new TreeMap<String, Integer>();
        for (var name : NAMED) {
            if (!wanted.contains(CONTENT_CONTROL) || !PARTS_OF_CONTENT_CONTROL.contains(name)) {
                modules.put(name, 0);
            }
        }
        for (var name : wanted) {
            if (!name.equals(ANTIMALWARE)) {
                modules.put(name, 1);
            }
        }
        return modules;
    }

    private static int number(boolean on) {
        return on ? 1 : 0;
    }
}
