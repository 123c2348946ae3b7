package dev.companion.operations.domain.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether all services that run are of one version, which is that of the doctor. */
public final class VersionRules {

    /** A service that answers and does not say its version is older than the metric. */
    private static final String UNTOLD = "none told";

    private VersionRules() {}

    /** The version that a service says it is. */
    public static String of(Samples samples) {
        return samples.named("companion_build_info")
                .map(sample -> sample.label("version"))
                .filter(version -> !version.isEmpty())
                .findFirst()
                .orElse(UNTOLD);
    }

    /**
     * @param running versions by service
     * @param own of this doctor
     */
    public static List<Finding> of(Map<String, String> running, String own) {
        var byVersion = running.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toCollection(TreeSet::new))));
        if (byVersion.isEmpty() || byVersion.size() == 1 && byVersion.containsKey(own)) {
            return List.of();
        }
        return List.of(
                Finding.warning(
                        "versions",
                        "running services",
                        byVersion.entrySet().stream()
                                .map(each -> "%s: %s".formatted(each.getKey(), String.join(", ", each.getValue())))
                                .collect(Collectors.joining("; ", "", "; this doctor: " + own)),
                        "one version, also of the doctor, whose checks are those of its own catalogue",
                        "finish the upgrade, or take it back; then ask with the doctor of that version (docker compose images, kubectl get pods -o wide)"));
    }
}
