package dev.companion.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.schemas.TopicCatalogue.Kind;
import dev.companion.schemas.TopicCatalogue.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The page for readers asks each question that a topic answers. With {@code -Dcompanion.docs.write=true} the table is written. */
class StreamsPageTest {

    private static final Path PAGE = Path.of("../docs/streams.md");
    private static final String BEGIN = "<!-- topics: written by StreamsPageTest -->\n";
    private static final String END = "<!-- end of topics -->";

    @Test
    void thePageHasTheQuestionsOfTheCatalogue() throws IOException {
        var page = Files.readString(PAGE);
        var begin = page.indexOf(BEGIN);
        var end = page.indexOf(END);
        assertThat(begin).as("place of the table in %s", PAGE).isNotNegative();
        var updated = page.substring(0, begin) + BEGIN + table() + page.substring(end);
        if (Boolean.getBoolean("companion.docs.write")) {
            Files.writeString(PAGE, updated);
        }

        assertThat(Files.readString(PAGE))
                .as("write it with -Dcompanion.docs.write=true")
                .isEqualTo(updated);
    }

    private static String table() {
        var table = new StringBuilder("| question | topic | kind | key | kept |\n|---|---|---|---|---|\n");
        for (var row : TopicCatalogue.load(new Instance("")).rows()) {
            if (row.visibility() != Visibility.NO) {
                table.append("| %s | `%s`%s | %s | `%s` | %s |\n"
                        .formatted(
                                row.answers(),
                                row.name(),
                                row.visibility() == Visibility.RESTRICTED ? " (restricted)" : "",
                                row.kind() == Kind.STATE ? "state" : "changes",
                                row.key().replace("|", "\\|"),
                                row.kind() == Kind.STATE
                                        ? "the last of each key"
                                        : Objects.requireNonNull(row.retention())
                                                        .toDays() + " days"));
            }
        }
        return table.toString();
    }
}
