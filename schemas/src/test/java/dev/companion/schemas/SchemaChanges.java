package dev.companion.schemas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The differences between two versions of a schema, in words: what readers of the older one cannot follow, with what to do
 * instead, and what is new. Stricter than Avro, which accepts a lost field or symbol if a default stands in for it: the value
 * is lost without an error.
 */
final class SchemaChanges {

    private static final String OTHERWISE = " If it must change, make a new topic, .v2, and write both for 90 days.";

    /** Taken out when no program outside Companion read the topics: two of them enrolled machines. No field is added here. */
    private static final Set<String> WITHDRAWN =
            Set.of("InstallationPackage.windowsLink", "LinkStatus.packageLink", "ApiHealth.doubt");

    private final List<String> refusals = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();

    private SchemaChanges(Schema before, Schema after) {
        var was = new LinkedHashMap<String, Schema>();
        var is = new LinkedHashMap<String, Schema>();
        collect(before, was);
        collect(after, is);
        if (!before.getFullName().equals(after.getFullName())) {
            refusals.add("%s: the record is called %s now. Keep its name: readers find their class by it.%s"
                    .formatted(before.getFullName(), after.getFullName(), OTHERWISE));
            is.put(before.getFullName(), after);
        }
        was.forEach((name, type) -> {
            var now = is.get(name);
            if (now == null) {
                refusals.add("%s: the type is gone or has another name. Keep both, type and name.%s"
                        .formatted(name, OTHERWISE));
            } else if (type.getType() == Schema.Type.ENUM) {
                symbols(type, now);
            } else {
                fields(type, now);
            }
        });
        is.forEach((name, type) -> {
            if (!was.containsKey(name) && type.getType() == Schema.Type.RECORD && !name.equals(after.getFullName())) {
                changes.add("record %s: %s".formatted(type.getName(), type.getDoc()));
            }
        });
    }

    /** What readers of the older version cannot follow; empty if they can. */
    static List<String> refusals(Schema before, Schema after) {
        return new SchemaChanges(before, after).refusals;
    }

    /** What the newer version adds: fields, symbols and records. */
    static List<String> changes(Schema before, Schema after) {
        return new SchemaChanges(before, after).changes;
    }

    private void fields(Schema was, Schema is) {
        for (var field : was.getFields()) {
            var name = was.getName() + "." + field.name();
            var now = is.getField(field.name());
            if (now == null && WITHDRAWN.contains(name)) {
                changes.add("%s is taken out, before the first release".formatted(name));
            } else if (now == null) {
                refusals.add(
                        "%s: the field is gone or has another name. Put it back; if it is no longer filled, say so in its doc.%s"
                                .formatted(name, OTHERWISE));
            } else if (!shape(field.schema()).equals(shape(now.schema()))) {
                refusals.add(
                        "%s: its type was %s and is %s. Keep the type, and add a field of another name with a default.%s"
                                .formatted(name, shape(field.schema()), shape(now.schema()), OTHERWISE));
            } else if (field.hasDefaultValue() && !now.hasDefaultValue()) {
                refusals.add(
                        "%s: its default is gone. Put it back: readers need it for records that were written before the field."
                                .formatted(name));
            }
        }
        for (var field : is.getFields()) {
            if (was.getField(field.name()) == null) {
                var name = is.getName() + "." + field.name();
                if (field.hasDefaultValue()) {
                    changes.add("%s: %s".formatted(name, field.doc()));
                } else {
                    refusals.add(
                            "%s: the new field has no default. Give it one: readers need it for records that were written before."
                                    .formatted(name));
                }
            }
        }
    }

    private void symbols(Schema was, Schema is) {
        for (var symbol : was.getEnumSymbols()) {
            if (!is.hasEnumSymbol(symbol)) {
                refusals.add(
                        "%s.%s: the symbol is gone or has another name. Put it back; if it is no longer written, say so in the doc.%s"
                                .formatted(was.getName(), symbol, OTHERWISE));
            }
        }
        if (!Objects.equals(was.getEnumDefault(), is.getEnumDefault())) {
            refusals.add(
                    "%s: its default was %s and is %s. Keep it: older readers take it for a symbol that they do not know."
                            .formatted(was.getName(), was.getEnumDefault(), is.getEnumDefault()));
        }
        for (var symbol : is.getEnumSymbols()) {
            if (!was.hasEnumSymbol(symbol)) {
                changes.add("symbol %s.%s".formatted(is.getName(), symbol));
            }
        }
    }

    /** Each record and enum of a schema by its full name. */
    private static void collect(Schema schema, Map<String, Schema> types) {
        switch (schema.getType()) {
            case RECORD -> {
                if (types.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), types));
                }
            }
            case ENUM -> types.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), types);
            case MAP -> collect(schema.getValueType(), types);
            case UNION -> schema.getTypes().forEach(type -> collect(type, types));
            default -> {}
        }
    }

    /** A type without what is inside the types that have a name. */
    private static String shape(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getFullName();
            case ARRAY -> "array of " + shape(schema.getElementType());
            case MAP -> "map of " + shape(schema.getValueType());
            case UNION ->
                String.join(
                        " or ",
                        schema.getTypes().stream().map(SchemaChanges::shape).toList());
            default ->
                schema.getLogicalType() == null
                        ? schema.getName()
                        : schema.getName() + " (" + schema.getLogicalType().getName() + ")";
        };
    }
}
