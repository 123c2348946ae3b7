package dev.companion.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Paths in values, such as {@code kafka.sasl.mechanism}. */
final class Values {

    private Values() {}

    /** The values with another one at a path. */
    static Map<String, Object> with(Map<String, Object> values, String path, Object value) {
        var keys = List.of(path.split("\\."));
        Object nested = value;
        for (var key : keys.reversed()) {
            nested = Map.of(key, nested);
        }
        return Charts.merged(values, Charts.map(nested));
    }

    static Object at(Map<String, Object> values, String path) {
        Object value = values;
        for (var key : path.split("\\.")) {
            value = Charts.map(value).get(key);
        }
        return value;
    }

    /** The paths of all leaves: what is no map, or an empty one. */
    static List<String> leaves(Map<String, Object> values) {
        var leaves = new ArrayList<String>();
        collect("", values, leaves);
        return leaves;
    }

    private static void collect(String prefix, Map<String, Object> values, List<String> leaves) {
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map && !map.isEmpty()) {
                collect(prefix + key + ".", Charts.map(map), leaves);
            } else {
                leaves.add(prefix + key);
            }
        });
    }
}
