package dev.companion.schemas.asyncapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** An Avro schema as a registry has it: without the property that the code generator adds for Java. */
final class PlainSchema {

    private static final String JAVA_STRING = "avro.java.string";

    private PlainSchema() {}

    static Object of(Schema schema) {
        // JSON is YAML.
        return plain(new Yaml(new SafeConstructor(new LoaderOptions())).load(schema.toString()));
    }

    private static Object plain(Object node) {
        if (node instanceof List<?> list) {
            return list.stream().map(PlainSchema::plain).toList();
        }
        if (node instanceof Map<?, ?> map) {
            if (map.containsKey(JAVA_STRING)) {
                return "string";
            }
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((name, value) -> copy.put((String) name, value == null ? null : plain(value)));
            return copy;
        }
        return node;
    }
}
