package dev.companion.examples;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/** Keeps a table for each state topic: rows are upserted by their key, deleted by a tombstone, and a new field is a new column. */
public final class ToPostgres {
    private static final Map<String, Schema> TABLES = new HashMap<>();

    private record Column(String field, String type, String mark) {
        String name() {
            return '"' + field + '"';
        }

        @Nullable String of(GenericRecord row) {
            var value = row.get(field);
            if (value == null) {
                return null;
            }
            return type.equals("text") ? value.toString() : GenericData.get().toString(value);
        }

        static Column of(Schema.Field field) {
            var schema = field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema(); // [null, X]
            var time = schema.getLogicalType() != null; // milliseconds
            var type = time
                    ? "timestamptz"
                    : switch (schema.getType()) {
                        case STRING, ENUM -> "text";
                        case INT, LONG -> "bigint";
                        case BOOLEAN -> "boolean";
                        case FLOAT, DOUBLE -> "float8";
                        default -> "jsonb"; // what is inside has times in milliseconds
                    };
            return new Column(field.name(), type, time ? "to_timestamp(?::bigint / 1000.0)" : "?::" + type);
        }
    }

    public static void main(String[] topics) throws SQLException {
        var places = System.getenv();
        var config = new HashMap<String, Object>(Map.of("isolation.level", "read_committed"));
        config.put("bootstrap.servers", places.getOrDefault("BROKERS", "localhost:9094"));
        config.put("schema.registry.url", places.getOrDefault("REGISTRY", "http://localhost:8081/apis/ccompat/v7"));
        config.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
        config.put("value.deserializer", "dev.companion.serde.RegistryAvroDeserializer");
        config.put("group.id", places.getOrDefault("GROUP", "example-postgres"));
        config.putAll(Map.of("auto.offset.reset", "earliest", "enable.auto.commit", false));
        try (var consumer = new KafkaConsumer<String, GenericRecord>(config);
                var database = DriverManager.getConnection(places.get("DATABASE"))) { // jdbc:postgresql://…
            database.setAutoCommit(false);
            consumer.subscribe(List.of(topics));
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    var name = record.topic().replaceAll("^.*?companion\\.|\\.v\\d+$", "");
                    write(database, name.replaceAll("\\W", "_"), record.key(), record.value());
                }
                database.commit();
                consumer.commitSync(); // after the rows: what is between is written twice, which is the same row
            }
        }
    }

    private static void write(Connection to, String table, String key, GenericRecord value) throws SQLException {
        execute(to, "create table if not exists %s (key text primary key)".formatted(table), List.of());
        if (value == null) { // a tombstone
            execute(to, "delete from %s where key = ?".formatted(table), List.of(key));
            return;
        }
        var columns = value.getSchema().getFields().stream().map(Column::of).toList();
        if (!value.getSchema().equals(TABLES.put(table, value.getSchema()))) { // new, or a field was added
            for (var column : columns) {
                var add = "alter table %s add column if not exists %s %s";
                execute(to, add.formatted(table, column.name(), column.type()), List.of());
            }
        }
        var names = columns.stream().map(Column::name).collect(joining(", "));
        var marks = columns.stream().map(Column::mark).collect(joining(", "));
        var upsert = "insert into %s (key, %s) values (?, %s) on conflict (key) do update set %s";
        var sets = columns.stream()
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(joining(", "));
        var values = new ArrayList<String>(List.of(key));
        columns.forEach(column -> values.add(column.of(value)));
        execute(to, upsert.formatted(table, names, marks, sets), values);
    }

    private static void execute(Connection to, String sql, List<String> values) throws SQLException {
        try (var statement = to.prepareStatement(sql)) {
            for (var i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            statement.execute();
        }
    }
}
