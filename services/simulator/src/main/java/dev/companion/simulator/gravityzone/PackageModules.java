package dev.companion.simulator.gravityzone;

import dev.companion.simulator.world.Json;
import dev.companion.simulator.world.Switch;
import dev.companion.simulator.world.World;
import dev.companion.simulator.world.row.Company;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Module and role keys of a package, their deprecated names, and the licence flags that some of them need. */
final class PackageModules {

    private static final List<String> KEYS = List.of(
            "advancedThreatControl",
            "firewall",
            "userControl",
            "antiphishing",
            "trafficScan",
            "deviceControl",
            "powerUser",
            "edrSensor",
            "advancedAntiExploit",
            "containerProtection",
            "encryption",
            "patchManagement",
            "networkAttackDefense",
            "integrityMonitoring");
    private static final List<String> CONTENT_CONTROL = List.of("userControl", "antiphishing", "trafficScan");
    private static final Set<String> REPORT_ONLY = Set.of(
            "edrSensor", "userControl", "antiphishing", "trafficScan", "networkAttackDefense", "advancedThreatControl");
    private static final Map<String, String> LICENSE_FLAGS = Map.of(
            "edrSensor", "manageEventCorrelator",
            "patchManagement", "managePatchManagement",
            "encryption", "manageEncryption",
            "containerProtection", "manageContainerProtection",
            "integrityMonitoring", "manageIntegrityMonitoring",
            "exchange", "manageExchange");
    private static final int REPORT_ONLY_PRODUCT = 3;

    private final World world;

    PackageModules(World world) {
        this.world = world;
    }

    /** Every module key with 0 or 1; what is absent is off. */
    Map<String, Integer> read(Params params) {
        var modules = new TreeMap<String, Integer>();
        KEYS.forEach(key -> modules.put(key, params.bit(key).orElse(0)));
        replaceDeprecated(params, "atc", List.of("advancedThreatControl"), modules);
        replaceDeprecated(params, "contentControl", CONTENT_CONTROL, modules);
        params.done();
        return modules;
    }

    private static void replaceDeprecated(
            Params params, String old, List<String> current, Map<String, Integer> modules) {
        Optional<Integer> value = params.bit(old);
        if (value.isPresent()) {
            for (String key : current) {
                if (params.has(key) && !params.bit(key).equals(value)) {
                    throw params.invalid(old, "it contradicts " + key);
                }
                modules.put(key, value.get());
            }
        }
    }

    /** The report-only product is exactly one set of modules. */
    void requireFitting(int productType, Map<String, Integer> modules) {
        if (productType == REPORT_ONLY_PRODUCT) {
            var on = new TreeSet<String>();
            modules.forEach((key, value) -> {
                if (value == 1) {
                    on.add(key);
                }
            });
            if (!on.equals(REPORT_ONLY)) {
                throw JsonRpcError.invalidValue("modules");
            }
        }
    }

    Map<String, Integer> licensed(Company company, Map<String, Integer> wanted) {
        var allowed = new TreeMap<>(wanted);
        wanted.forEach((key, value) -> {
            String flag = LICENSE_FLAGS.get(key);
            if (value == 1 && flag != null && !company.license().allows(flag)) {
                if (world.switches().is(Switch.GZ_UNLICENSED_MODULE, "REFUSED")) {
                    throw JsonRpcError.invalidParams("The licence of the company does not cover '" + key + "'");
                }
                allowed.put(key, 0);
            }
        });
        return allowed;
    }

    Map<String, Integer> licensedRoles(Company company, Map<String, Integer> wanted) {
        return licensed(company, wanted);
    }

    /** As getPackageDetails returns them, with the one module that cannot be chosen. */
    Map<String, @Nullable Object> render(Map<String, Integer> modules) {
        var shown = renderFlags(modules);
        shown.put("antimalware", flag(1));
        shown.put("contentControl", flag(modules.getOrDefault("userControl", 0)));
        return shown;
    }

    Map<String, @Nullable Object> renderFlags(Map<String, Integer> flags) {
        var shown = Json.object();
        new TreeMap<>(flags).forEach((key, value) -> shown.put(key, flag(value)));
        return shown;
    }

    private Object flag(int value) {
        return world.switches().is(Switch.GZ_PACKAGE_BOOLEANS, "BOOLEAN") ? (Object) (value == 1) : (Object) value;
    }
}
