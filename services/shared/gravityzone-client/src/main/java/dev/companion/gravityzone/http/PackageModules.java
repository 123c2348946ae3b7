package dev.companion.gravityzone.http;

import dev.companion.vendor.LenientJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The modules of a package by the vendor's keys: the only class that knows how they are sent and read. */
final class PackageModules {

    /** Modules that are always sent, even when off, so that a change of the vendor's defaults changes nothing. */
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

    /** Sent only if they are on; a company without their licences may reject them. */
    private static final List<String> RARE = List.of("containerProtection", "integrityMonitoring");

    /** The name on the screen, and an older key of the vendor, for three modules together. */
    private static final String CONTENT_CONTROL = "contentControl";

    private static final List<String> CONTENT_CONTROL_PARTS = List.of("antiphishing", "trafficScan", "userControl");

    /** An older key of one module. */
    private static final String ADVANCED_THREAT_CONTROL = "atc";

    /** Always on, and not a key that the vendor accepts. */
    private static final String ANTIMALWARE = "antimalware";

    private PackageModules() {}

    /** The keys with 0 or 1, older ones replaced: the vendor rejects an old and a new key that contradict. */
    static Map<String, Integer> params(Set<String> wanted) {
        var modules = new TreeMap<String, Integer>();
        NAMED.forEach(name -> modules.put(name, 0));
        for (var name : wanted) {
            switch (name) {
                case ANTIMALWARE -> {}
                case CONTENT_CONTROL -> CONTENT_CONTROL_PARTS.forEach(part -> modules.put(part, 1));
                case ADVANCED_THREAT_CONTROL -> modules.put("advancedThreatControl", 1);
                default -> modules.put(name, 1);
            }
        }
        return modules;
    }

    /** Modules that are on and can be chosen, under the keys that {@link #params} sends. */
    static Set<String> on(JsonNode modules) {
        var on = new TreeSet<String>();
        for (var names : List.of(NAMED, RARE)) {
            names.stream().filter(name -> isOn(modules, name)).forEach(on::add);
        }
        // With its parts present the older key adds nothing; without them it stands for all three.
        if (isOn(modules, CONTENT_CONTROL) && CONTENT_CONTROL_PARTS.stream().noneMatch(modules::has)) {
            on.addAll(CONTENT_CONTROL_PARTS);
        }
        return Set.copyOf(on);
    }

    private static boolean isOn(JsonNode modules, String name) {
        return Boolean.TRUE.equals(LenientJson.flag(modules, name));
    }
}
