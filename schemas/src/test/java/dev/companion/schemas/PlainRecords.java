package dev.companion.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Plain JSON, as most clients print a record, to a record of a schema. What does not fit exactly is refused with the field's path. */
final class PlainRecords {

    private PlainRecords() {}

    static Object read(Path file) {
        try (var in = Files.newInputStream(file)) {
            // JSON is YAML.
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Object toAvro(Schema schema, @Nullable Object json, String path) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, json, path);
            case ARRAY -> array(schema, json, path);
            case UNION -> union(schema, json, path);
            case ENUM -> {
                if (!(json instanceof String symbol) || !schema.hasEnumSymbol(symbol)) {
                    throw refused(path, json, schema.getEnumSymbols());
                }
                yield new GenericData.EnumSymbol(schema, symbol);
            }
            case STRING -> required(path, json, String.class);
            case BOOLEAN -> required(path, json, Boolean.class);
            case INT -> required(path, json, Integer.class);
            case LONG -> required(path, json, Number.class).longValue();
            default -> throw new IllegalArgumentException("%s: type %s".formatted(path, schema.getType()));
        };
    }

    private static Object record(Schema schema, @Nullable Object json, String path) {
        var map = required(path, json, Map.class);
        var record = new GenericData.Record(schema);
        var unknown = new HashSet<Object>(map.keySet());
        for (var field : schema.getFields()) {
            var at = path + "." + field.name();
            unknown.remove(field.name());
            if (map.containsKey(field.name())) {
                record.put(field.pos(), nullable(field.schema(), map.get(field.name()), at));
            } else if (field.hasDefaultValue()) {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
            } else {
                throw new IllegalArgumentException("%s: is missing and has no default".formatted(at));
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: %s (expected: fields of %s)".formatted(path, unknown, schema.getName()));
        }
        return record;
    }

    private static @Nullable Object nullable(Schema schema, @Nullable Object json, String path) {
        return json == null && schema.isNullable() ? null : toAvro(schema, json, path);
    }

    private static Object array(Schema schema, @Nullable Object json, String path) {
        var items = new ArrayList<Object>();
        var at = 0;
        for (var item : required(path, json, List.class)) {
            items.add(toAvro(schema.getElementType(), item, path + "[" + at++ + "]"));
        }
        return items;
    }

    private static Object union(Schema schema, @Nullable Object json, String path) {
        var branches = schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .toList();
        if (branches.size() != 1) {
            throw new IllegalArgumentException(
                    "%s: union of %d types (expected: one, or null)".formatted(path, branches.size()));
        }
        return toAvro(branches.getFirst(), json, path);
    }

    private static <T> T required(String path, @Nullable Object json, Class<T> type) {
        if (!type.isInstance(json)) {
            throw refused(path, json, type.getSimpleName());
        }
        return type.cast(json);
    }

    private static IllegalArgumentException refused(String path, @Nullable Object json, Object expected) {
        return new IllegalArgumentException("%s: %s (expected: %s)".formatted(path, json, expected));
    }
}
