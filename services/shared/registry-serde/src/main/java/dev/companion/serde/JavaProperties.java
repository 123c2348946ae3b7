package dev.companion.serde;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generated classes carry {@code avro.java.string} in their schemas, which the .avsc they come from does not have. To a
 * registry the two are different schemas, so one registered from the file is never found from the class unless the
 * property is removed first.
 */
final class JavaProperties {

    private static final JsonMapper JSON = new JsonMapper();

    private JavaProperties() {}

    static Schema without(Schema schema) {
        String text = schema.toString();
        if (!text.contains(GenericData.STRING_PROP)) {
            return schema;
        }
        JsonNode tree = JSON.readTree(text);
        strip(tree);
        // Avro prints {"type":"string"} as "string" again, which makes the text that of the file.
        return new Schema.Parser().setValidateDefaults(false).parse(tree.toString());
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(GenericData.STRING_PROP);
        }
        node.forEach(JavaProperties::strip);
    }
}
