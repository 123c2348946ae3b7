package dev.companion.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/** The released versions of a topic's schema, the first one first. */
final class ReleasedSchemas {

    private static final Path RELEASED = Path.of("released");

    private ReleasedSchemas() {}

    static List<Schema> of(Topic<?> topic) {
        if (Files.notExists(directory(topic))) {
            return List.of();
        }
        var schemas = new ArrayList<Schema>();
        try (var files = Files.list(directory(topic))) {
            for (var file : files.sorted(Comparator.comparingInt(ReleasedSchemas::version))
                    .toList()) {
                schemas.add(new Schema.Parser().parse(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemas;
    }

    /** The same, and the schema in use if it is not released yet: it is the next. */
    static List<Schema> andTheNext(Topic<?> topic) {
        var schemas = new ArrayList<>(of(topic));
        var current = plain(topic.schema());
        if (!schemas.contains(current)) {
            schemas.add(current);
        }
        return schemas;
    }

    /** Without the properties that the code generator adds for Java, as in a registry. */
    static Schema plain(Schema schema) {
        var json = SchemaFormatter.format("json/pretty", schema)
                .replaceAll(
                        "\\{\\s*\"type\"\\s*:\\s*\"string\",\\s*\"avro.java.string\"\\s*:\\s*\"String\"\\s*}",
                        "\"string\"");
        assertThat(json).doesNotContain("avro.java.string");
        return new Schema.Parser().parse(json);
    }

    static Path directory(Topic<?> topic) {
        return RELEASED.resolve(topic.schema().getFullName().replace("dev.companion.", ""));
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replace(".avsc", ""));
    }
}
