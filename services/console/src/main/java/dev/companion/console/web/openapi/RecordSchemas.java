package dev.companion.console.web.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.JavadocProvider;

/**
 * Makes the schemas of records exact. A property is nullable if its component is {@link Nullable}. A property of a
 * response is required, because it is always written. A property of a request's body is required if it is not nullable,
 * or says so. Descriptions are the Javadoc.
 */
final class RecordSchemas implements ModelConverter {

    private static final String BODY = "Body";

    private final JavadocProvider javadoc;
    private final Map<String, Class<?>> records = new ConcurrentHashMap<>();

    RecordSchemas(JavadocProvider javadoc) {
        this.javadoc = javadoc;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        var raw = Json.mapper().constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord()) {
            var name = schema.get$ref() == null ? schema.getName() : nameIn(schema.get$ref());
            var other = name == null ? null : records.put(name, raw);
            if (other != null && other != raw) {
                throw new IllegalStateException(
                        "schema %s: records %s and %s (expected: one)".formatted(name, other.getName(), raw.getName()));
            }
        }
        return schema;
    }

    void applyTo(OpenAPI document) {
        document.getComponents().getSchemas().forEach((name, schema) -> {
            var type = records.get(name);
            if (type != null) {
                describe(schema, type);
            }
        });
    }

    private void describe(Schema<?> schema, Class<?> type) {
        var required = new TreeSet<String>();
        describe(schema, type, required);
        schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
    }

    private void describe(Schema<?> schema, Class<?> type, TreeSet<String> required) {
        if (schema.getDescription() == null || schema.getDescription().isBlank()) {
            schema.setDescription(javadoc.getClassJavadoc(type));
        }
        var said = javadoc.getRecordClassParamJavadoc(type);
        for (var component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                describe(schema, component.getType(), required);
                continue;
            }
            var name = nameOf(component);
            var property = schema.getProperties().get(name);
            if (property == null) {
                throw new IllegalStateException(
                        "schema of %s: no property %s (expected: one for each component)".formatted(type, name));
            }
            if (said.get(component.getName()) != null) {
                property.setDescription(said.get(component.getName()));
            }
            var given = isRequired(component);
            if (given || !isLeftOut(component) && !(isNullable(component) && isBody(type))) {
                required.add(name);
            }
            if (isNullable(component) && !given && !isLeftOut(component)) {
                schema.getProperties().put(name, orNull(property));
            }
        }
    }

    private static boolean isBody(Class<?> type) {
        return type.getSimpleName().endsWith(BODY);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Whether it is left out in place of null. */
    private static boolean isLeftOut(RecordComponent component) {
        var include = component.getAccessor().getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }

    private static boolean isRequired(RecordComponent component) {
        var schema = component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return schema != null && schema.requiredMode() == RequiredMode.REQUIRED;
    }

    private static String nameOf(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
    }

    private static String nameIn(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    @SuppressWarnings("unchecked")
    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            var either = Types.orNull(Types.ref(nameIn(schema.get$ref())));
            either.setDescription(schema.getDescription());
            return either;
        }
        if (schema.getTypes() == null && schema.getType() != null) {
            schema.addType(schema.getType());
        }
        schema.addType("null");
        if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
            var values = new ArrayList<Object>(schema.getEnum());
            values.add(null);
            ((Schema<Object>) schema).setEnum(values);
        }
        return schema;
    }
}
