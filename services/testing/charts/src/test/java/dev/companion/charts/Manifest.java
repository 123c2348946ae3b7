package dev.companion.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object that the chart renders.
 *
 * @param text as it was rendered
 */
record Manifest(String kind, String name, String text, Map<String, Object> body) {

    private static final Pattern DOCUMENTS = Pattern.compile("(?m)^---\\s*$");

    static List<Manifest> all(String rendered) {
        var all = new ArrayList<Manifest>();
        for (var text : DOCUMENTS.split(rendered)) {
            Map<String, Object> body = Charts.yaml().load(text);
            if (body != null) {
                var name = String.valueOf(Charts.map(body.get("metadata")).get("name"));
                all.add(new Manifest(String.valueOf(body.get("kind")), name, text, body));
            }
        }
        return all;
    }

    static List<Manifest> ofKind(List<Manifest> all, String... kinds) {
        return all.stream().filter(each -> List.of(kinds).contains(each.kind())).toList();
    }

    static Optional<Manifest> find(List<Manifest> all, String kind, String name) {
        return all.stream()
                .filter(each -> each.kind().equals(kind) && each.name().equals(name))
                .findFirst();
    }

    static Manifest get(List<Manifest> all, String kind, String name) {
        return find(all, kind, name).orElseThrow(() -> new AssertionError("no %s %s".formatted(kind, name)));
    }

    /** Whether the group of its type is one of Kubernetes' own. */
    boolean isOfKubernetes() {
        var version = String.valueOf(body.get("apiVersion"));
        return !version.contains(".") || version.contains(".k8s.io/") && !version.startsWith("monitoring");
    }

    boolean isHook() {
        return map("metadata", "annotations").containsKey(Charts.HOOK);
    }

    /** The name of the service that it belongs to; empty for what belongs to none. */
    String component() {
        return String.valueOf(map("metadata", "labels").getOrDefault("app.kubernetes.io/component", ""));
    }

    /** What stands at a path of keys; an empty map if nothing does. */
    Map<String, Object> map(String... path) {
        var value = at(path);
        return value == null ? Map.of() : Charts.map(value);
    }

    /** What stands at a path of keys; an empty list if nothing does. */
    List<Map<String, Object>> list(String... path) {
        return listOf(at(path));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> listOf(@Nullable Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }

    @Nullable Object at(String... path) {
        Object value = body;
        for (var key : path) {
            if (!(value instanceof Map<?, ?> map)) {
                return null;
            }
            value = map.get(key);
        }
        return value;
    }

    /** All that runs pods, and pods. */
    static List<Manifest> workloads(List<Manifest> all) {
        return ofKind(all, "Deployment", "StatefulSet", "Job", "Pod");
    }

    Map<String, Object> podSpec() {
        return kind.equals("Pod") ? map("spec") : map("spec", "template", "spec");
    }

    Map<String, Object> podLabels() {
        return kind.equals("Pod") ? map("metadata", "labels") : map("spec", "template", "metadata", "labels");
    }

    List<Map<String, Object>> volumes() {
        return listOf(podSpec().get("volumes"));
    }

    Map<String, Object> container() {
        return listOf(podSpec().get("containers")).getFirst();
    }

    /** The rules of a policy in one direction whose ports are exactly these. */
    List<Map<String, Object>> rules(String direction, Integer... ports) {
        return list("spec", direction).stream()
                .filter(rule -> listOf(rule.get("ports")).stream()
                        .map(port -> port.get("port"))
                        .toList()
                        .equals(List.of(ports)))
                .toList();
    }
}
