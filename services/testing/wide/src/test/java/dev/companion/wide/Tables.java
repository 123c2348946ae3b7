package dev.companion.wide;

import dev.companion.schemas.Topic;
import dev.companion.stack.Http;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Rows by key and column: as they are in a database, and as they should be. Times are milliseconds, and absent is no entry. */
final class Tables {

    private Tables() {}

    static String name(Topic<?> topic) {
        return topic.name().replaceAll("^companion\\.|\\.v1$", "").replaceAll("\\W", "_");
    }

    static Map<String, Map<String, Object>> rows(Map<String, ? extends SpecificRecord> state) {
        var rows = new TreeMap<String, Map<String, Object>>();
        state.forEach((key, value) -> rows.put(key, row(value)));
        return rows;
    }

    private static Map<String, Object> row(SpecificRecord value) {
        var record = plain(value);
        var row = new TreeMap<String, Object>();
        for (var field : record.getSchema().getFields()) {
            switch (record.get(field.pos())) {
                case null -> {}
                case CharSequence text -> row.put(field.name(), text.toString());
                case GenericData.EnumSymbol symbol -> row.put(field.name(), symbol.toString());
                case Object other ->
                    row.put(field.name(), Http.JSON.readTree(GenericData.get().toString(other)));
            }
        }
        return row;
    }

    /** The same with what is nested as columns, such as metadata_sequence, and without what no column is for. */
    static Map<String, Map<String, Object>> flatRows(Map<String, ? extends SpecificRecord> state) {
        var rows = new TreeMap<String, Map<String, Object>>();
        state.forEach((key, value) -> rows.put(key, flatRow(plain(value, value.getSchema()))));
        return rows;
    }

    static Map<String, Object> flatRow(GenericRecord value) {
        var row = new TreeMap<String, Object>();
        for (var field : value.getSchema().getFields()) {
            switch (value.get(field.pos())) {
                case null -> {}
                case GenericRecord nested ->
                    flatRow(nested).forEach((name, part) -> row.put(field.name() + "_" + name, part));
                case Collection<?> _ when hasNoColumn(field) -> {}
                case CharSequence text -> row.put(field.name(), text.toString());
                case GenericData.EnumSymbol symbol -> row.put(field.name(), symbol.toString());
                case Object other ->
                    row.put(field.name(), Http.JSON.readTree(GenericData.get().toString(other)));
            }
        }
        return row;
    }

    /** Debezium's connector has none for a list of records, nor for one with a default. */
    private static boolean hasNoColumn(Schema.Field list) {
        return list.hasDefaultValue() || list.schema().getElementType().getType() == Schema.Type.RECORD;
    }

    /** Without the types of our classes, as another program has it. */
    private static GenericRecord plain(SpecificRecord value) {
        return plain(value, value.getSchema());
    }

    /** The same as a reader with another schema has it. */
    static GenericRecord plain(SpecificRecord value, Schema reader) {
        try {
            var bytes = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
            encoder.flush();
            return new GenericDatumReader<GenericRecord>(value.getSchema(), reader)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Map<String, Object>> read(Connection database, String table) throws SQLException {
        var rows = new TreeMap<String, Map<String, Object>>();
        try (var found = database.createStatement().executeQuery("select * from " + table)) {
            var columns = found.getMetaData();
            while (found.next()) {
                var row = new TreeMap<String, Object>();
                for (var column = 1; column <= columns.getColumnCount(); column++) {
                    var text = found.getString(column);
                    if (text != null && !columns.getColumnName(column).equals("key")) {
                        row.put(
                                columns.getColumnName(column),
                                switch (columns.getColumnTypeName(column)) {
                                    case "text" -> text;
                                    case "timestamptz" ->
                                        Http.JSON.readTree(Long.toString(
                                                found.getTimestamp(column).getTime()));
                                    // In UTC.
                                    case "timestamp" ->
                                        Http.JSON.readTree(Long.toString(found.getObject(column, LocalDateTime.class)
                                                .toInstant(ZoneOffset.UTC)
                                                .toEpochMilli()));
                                    case "_text" ->
                                        Http.JSON.valueToTree(
                                                found.getArray(column).getArray());
                                    case "bool" -> Http.JSON.readTree(Boolean.toString(found.getBoolean(column)));
                                    default -> Http.JSON.readTree(text);
                                });
                    }
                }
                rows.put(found.getString("key"), row);
            }
        }
        return rows;
    }
}
