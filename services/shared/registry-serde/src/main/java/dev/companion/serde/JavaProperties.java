package dev.companion.serde;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generated classes have {@code avro.java.string} in their schemas, which their .avsc files do not have. To a registry
 * these are two schemas, so a schema registered from the file is not found from the class unless the property is
 * removed first.
 */
public final class JavaProperties {

    private static final JsonMapper JSON = new JsonMapper();

    private JavaProperties() {}

    /** The schema as its file has it. */
    public static Schema without(Schema schema) {
        String text = schema.toString();
        if (!text.contains(GenericData.STRING_PROP)) {
            return schema;
        }
        JsonNode tree = JSON.readTree(text);
        strip(tree);
        // Avro prints {"type":"string"} as "string" again, so the text equals that of the file.
        return new Schema.Parser().setValidateDefaults(false).parse(tree.toString());
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(GenericData.STRING_PROP);
        }
        node.forEach(JavaProperties::strip);
    }
}
