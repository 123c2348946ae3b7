package dev.companion.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.schemas.TopicCatalogue.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code CHANGELOG.md} says what each released version added. With {@code -Dcompanion.schemas.release=true} it is written. */
class SchemaChangelogTest {

    private static final Path FILE = Path.of("CHANGELOG.md");
    private static final String HEAD = """
            # What each version of a schema added

            Written by `SchemaChangelogTest` from [`released`](released). A version only adds: fields with a default, symbols and records; what was
            taken out before the first release says so. Topics that are not here have their first version. What else a reader notices: [CHANGELOG](../CHANGELOG.md).
            """;

    @Test
    void theChangelogSaysWhatEachReleasedVersionAdded() throws IOException {
        var catalogue = TopicCatalogue.load(new Instance(""));
        var text = new StringBuilder(HEAD);
        for (var topic : Topics.all()) {
            var versions = ReleasedSchemas.andTheNext(topic);
            if (versions.size() > 1) {
                var visibility = catalogue.row(topic.name()).visibility();
                text.append("\n## `%s`, %s\n"
                        .formatted(
                                topic.name(),
                                visibility == Visibility.YES
                                        ? "public"
                                        : visibility == Visibility.NO
                                                ? "internal"
                                                : visibility.name().toLowerCase(Locale.ROOT)));
                for (var version = versions.size(); version > 1; version--) {
                    text.append("\n**Version %d**\n\n".formatted(version));
                    var added = SchemaChanges.changes(versions.get(version - 2), versions.get(version - 1));
                    added.forEach(each -> text.append("- %s\n".formatted(each)));
                    if (added.isEmpty()) {
                        text.append("- only descriptions changed\n");
                    }
                }
            }
        }
        if (Boolean.getBoolean("companion.schemas.release")) {
            Files.writeString(FILE, text);
        }

        assertThat(Files.readString(FILE))
                .as("write it with -Dcompanion.schemas.release=true")
                .isEqualTo(text.toString());
    }
}
