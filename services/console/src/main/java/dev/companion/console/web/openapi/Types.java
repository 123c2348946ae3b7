package dev.companion.console.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes schemas of OpenAPI 3.1 by hand, where no class of the code stands for them. */
final class Types {

    private Types() {}

    static Schema<Object> text() {
        return typed("string");
    }

    /** A text with known values. */
    static Schema<Object> oneOf(List<String> values) {
        var text = text();
        text.setEnum(new ArrayList<>(values));
        return text;
    }

    static Schema<Object> whole() {
        return typed("integer");
    }

    static Schema<Object> yesOrNo() {
        return typed("boolean");
    }

    static Schema<Object> object() {
        return typed("object");
    }

    static Schema<Object> listOf(Schema<?> item) {
        var list = typed("array");
        list.setItems(item);
        return list;
    }

    static Schema<Object> ref(String name) {
        var ref = new Schema<Object>();
        ref.set$ref("#/components/schemas/" + name);
        return ref;
    }

    /** Either what the schema says or null. */
    static Schema<Object> orNull(Schema<?> schema) {
        var either = new Schema<Object>();
        either.addAnyOfItem(schema);
        either.addAnyOfItem(typed("null"));
        return either;
    }

    /** @throws IllegalStateException if the document has no such schema */
    static Schema<?> schema(OpenAPI document, String name) {
        return found(document.getComponents().getSchemas().get(name), "schema " + name);
    }

    /** @throws IllegalStateException if the schema has no such property */
    static Schema<?> property(OpenAPI document, String name, String property) {
        return found(schema(document, name).getProperties().get(property), name + "." + property);
    }

    private static Schema<?> found(@Nullable Schema<?> schema, String what) {
        if (schema == null) {
            throw new IllegalStateException("OpenAPI document: no %s (expected: one)".formatted(what));
        }
        return schema;
    }

    private static Schema<Object> typed(String type) {
        var schema = new Schema<Object>();
        schema.addType(type);
        return schema;
    }
}
