package dev.companion.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;

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

    static Path directory(Topic<?> topic) {
        return RELEASED.resolve(topic.schema().getFullName().replace("dev.companion.", ""));
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replace(".avsc", ""));
    }
}
