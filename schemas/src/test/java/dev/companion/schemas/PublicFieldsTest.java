package dev.companion.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.schemas.TopicCatalogue.Visibility;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No record of a public topic has a field for an installation link, by which its reader could enrol machines into a
 * customer's company. A field is taken for one if its name says link and it can hold a text.
 */
class PublicFieldsTest {

    static Stream<Topic<?>> publicTopics() {
        var catalogue = TopicCatalogue.load();
        return Topics.all().stream().filter(topic -> catalogue.row(topic.name()).visibility() == Visibility.YES);
    }

    @ParameterizedTest
    @MethodSource("publicTopics")
    void noPublicRecordHasAFieldForAnInstallationLink(Topic<?> topic) {
        assertThat(linkTexts(topic.schema())).as(topic.name()).isEmpty();
    }

    @Test
    void theFieldsThatHoldLinksAreFound() {
        assertThat(linkTexts(Topics.INSTALLATION_LINKS.schema())).containsExactly("InstallationLink.windowsLink");
        assertThat(linkTexts(Topics.PROVISIONING_OUTCOMES.schema()))
                .containsExactly("Outcome.windowsLink", "Outcome.links.windowsLink");
    }

    private static List<String> linkTexts(Schema schema) {
        var found = new ArrayList<String>();
        visit(schema, schema.getName(), new HashSet<>(), found);
        return found;
    }

    private static void visit(Schema schema, String path, Set<String> seen, List<String> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    for (var field : schema.getFields()) {
                        var name = path + "." + field.name();
                        if (field.name().toLowerCase(Locale.ROOT).contains("link") && holdsText(field.schema())) {
                            found.add(name);
                        }
                        visit(field.schema(), name, seen, found);
                    }
                }
            }
            case ARRAY -> visit(schema.getElementType(), path, seen, found);
            case MAP -> visit(schema.getValueType(), path, seen, found);
            case UNION -> schema.getTypes().forEach(type -> visit(type, path, seen, found));
            default -> {}
        }
    }

    private static boolean holdsText(Schema schema) {
        return switch (schema.getType()) {
            case STRING, BYTES, FIXED -> true;
            case ARRAY -> holdsText(schema.getElementType());
            case MAP -> holdsText(schema.getValueType());
            case UNION -> schema.getTypes().stream().anyMatch(PublicFieldsTest::holdsText);
            default -> false;
        };
    }
}
