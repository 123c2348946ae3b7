package dev.companion.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record, field and enum says what it is: for a consumer, the schema is the whole documentation. */
class SchemaDocTest {

    static Stream<Schema> schemas() {
        return Topics.all().stream().map(Topic::schema);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyRecordFieldAndEnumHasASentence(Schema schema) {
        var silent = new ArrayList<String>();
        visit(schema, schema.getName(), new HashSet<>(), silent);

        assertThat(silent).as("without a sentence of documentation").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyRecordBeginsWithItsMetadataAndTenant(Schema schema) {
        // A report of a service is of no tenant.
        var owner = schema.getName().equals("ServiceReport") ? "service" : "tenantId";
        assertThat(schema.getFields().stream().limit(2).map(Schema.Field::name)).isEqualTo(List.of("metadata", owner));
    }

    private static void visit(Schema schema, String path, Set<String> seen, List<String> silent) {
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    needSentence(schema.getDoc(), path, silent);
                    for (var field : schema.getFields()) {
                        needSentence(field.doc(), path + "." + field.name(), silent);
                        visit(field.schema(), path + "." + field.name(), seen, silent);
                    }
                }
            }
            case ENUM -> {
                if (seen.add(schema.getFullName())) {
                    needSentence(schema.getDoc(), path, silent);
                    if (!"UNKNOWN".equals(schema.getEnumDefault())) {
                        silent.add(path + ": enum without the default UNKNOWN");
                    }
                    for (var symbol : schema.getEnumSymbols()) {
                        if (schema.getDoc() != null && !schema.getDoc().contains(symbol + ":")) {
                            silent.add(path + ": symbol " + symbol);
                        }
                    }
                }
            }
            case ARRAY -> visit(schema.getElementType(), path + "[]", seen, silent);
            case UNION -> {
                if (schema.getTypes().size() != 2
                        || schema.getTypes().getFirst().getType() != Schema.Type.NULL) {
                    silent.add(path + ": a union of something else than null and one type");
                }
                schema.getTypes().forEach(type -> visit(type, path, seen, silent));
            }
            default -> {}
        }
    }

    private static void needSentence(String doc, String path, List<String> silent) {
        if (doc == null || doc.length() < 10 || !doc.strip().endsWith(".")) {
            silent.add(path);
        }
    }
}
