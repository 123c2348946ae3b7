package dev.companion.console;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes records of a schema in every form that matters to who shows them: with all optional fields and with none, with
 * each optional field alone and with all but that one, and with each symbol of each enum. A field or symbol that is
 * added to the schema is covered without a change here.
 */
public final class Variants<R extends SpecificRecord> {

    private final Class<R> type;
    private final Schema schema;
    private final Map<String, Object> fixed = new LinkedHashMap<>();
    private Function<String, String> text = name -> name;

    private Variants(Class<R> type) {
        this.type = type;
        this.schema = SpecificData.get().getSchema(type);
    }

    public static <R extends SpecificRecord> Variants<R> of(Class<R> type) {
        return new Variants<>(type);
    }

    /** The value of all fields of that name. */
    public Variants<R> with(String field, Object value) {
        fixed.put(field, value);
        return this;
    }

    /** @param text of a field by its name; the name itself if not set */
    public Variants<R> texts(Function<String, String> text) {
        this.text = text;
        return this;
    }

    /**
     * @param crossed simple name of the enum of which each symbol is combined with each optional field; null for none
     */
    public List<R> all(String crossed) {
        var made = new ArrayList<R>();
        for (var filled : List.of(true, false)) {
            made.add(record(filled, Map.of(), null));
            for (var each : enums(schema, new LinkedHashSet<>())) {
                for (var symbol : each.getEnumSymbols()) {
                    var chosen = Map.of(each.getFullName(), symbol);
                    made.add(record(filled, chosen, null));
                    if (each.getName().equals(crossed)) {
                        optional(schema).forEach(field -> made.add(record(filled, chosen, field)));
                    }
                }
            }
        }
        return List.copyOf(made);
    }

    /** The same record with another value of a field. */
    public static <R extends SpecificRecord> R put(R record, String field, Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
        return record;
    }

    /** With all optional fields. */
    public R filled() {
        return record(true, Map.of(), null);
    }

    /** @param other the field that is empty if the others are filled, and filled if they are empty; null for none */
    private R record(boolean filled, Map<String, String> symbols, String other) {
        return type.cast(value(schema, "", filled, symbols, other, 0));
    }

    private Object value(
            Schema of, String field, boolean filled, Map<String, String> symbols, String other, int depth) {
        if (fixed.containsKey(field)) {
            return fixed.get(field);
        }
        return switch (of.getType()) {
            case RECORD -> {
                var made = (SpecificRecord) SpecificData.get().newRecord(null, of);
                for (var each : of.getFields()) {
                    var has = each.name().equals(other) && depth == 0 ? !filled : filled;
                    made.put(each.pos(), value(each.schema(), each.name(), has, symbols, other, depth + 1));
                }
                yield made;
            }
            case UNION -> {
                var some = of.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow();
                yield of.isNullable() && !filled ? null : value(some, field, filled, symbols, other, depth);
            }
            case ARRAY ->
                filled
                        ? List.of(
                                value(of.getElementType(), field + "[]", true, symbols, other, depth),
                                value(of.getElementType(), field + "[]", false, symbols, other, depth))
                        : List.of();
            case MAP -> filled ? Map.of("key", value(of.getValueType(), field, true, symbols, other, depth)) : Map.of();
            case ENUM -> {
                var usual = of.getEnumSymbols().stream()
                        .filter(symbol -> !symbol.equals("UNKNOWN"))
                        .findFirst()
                        .orElseThrow();
                yield SpecificData.get().createEnum(symbols.getOrDefault(of.getFullName(), usual), of);
            }
            case STRING -> text.apply(field);
            case INT -> 7;
            case LONG -> of.getLogicalType() instanceof LogicalTypes.TimestampMillis ? (Object) Recorded.AT : 7L;
            case FLOAT -> 7f;
            case DOUBLE -> 7d;
            case BOOLEAN -> filled;
            case BYTES -> ByteBuffer.wrap(new byte[] {7});
            case FIXED -> new GenericData.Fixed(of, new byte[of.getFixedSize()]);
            case NULL -> null;
        };
    }

    private static Set<Schema> enums(Schema of, Set<Schema> seen) {
        var found = new LinkedHashSet<Schema>();
        if (!seen.add(of)) {
            return found;
        }
        switch (of.getType()) {
            case ENUM -> found.add(of);
            case RECORD -> of.getFields().forEach(field -> found.addAll(enums(field.schema(), seen)));
            case UNION -> of.getTypes().forEach(branch -> found.addAll(enums(branch, seen)));
            case ARRAY -> found.addAll(enums(of.getElementType(), seen));
            case MAP -> found.addAll(enums(of.getValueType(), seen));
            default -> {}
        }
        return found;
    }

    private static List<String> optional(Schema record) {
        return record.getFields().stream()
                .filter(field -> field.schema().isNullable() || field.schema().getType() == Schema.Type.ARRAY)
                .map(Schema.Field::name)
                .toList();
    }
}
