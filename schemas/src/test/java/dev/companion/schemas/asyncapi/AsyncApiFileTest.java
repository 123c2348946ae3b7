package dev.companion.schemas.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.schemas.Instance;
import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.schemas.TopicCatalogue.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The committed document is that of the catalogue and the schemas. With {@code -Dcompanion.docs.write=true} it is written. */
class AsyncApiFileTest {

    private static final Path FILE = Path.of("asyncapi.yaml");
    private static final String HEAD = """
            # The topics for the authors of other programs, as AsyncAPI 3: written by AsyncApiFileTest. The page to read is docs/streams.md.
            """;

    private final TopicCatalogue catalogue = TopicCatalogue.load(new Instance(""));

    @Test
    void theCommittedDocumentIsThatOfCatalogueAndSchemas() throws IOException {
        var now = HEAD + yaml(AsyncApiDocument.of(catalogue, Set.of(Visibility.YES, Visibility.RESTRICTED)));
        if (Boolean.getBoolean("companion.docs.write")) {
            Files.writeString(FILE, now);
        }

        assertThat(Files.readString(FILE))
                .as("write it with -Dcompanion.docs.write=true")
                .isEqualTo(now);
    }

    @Test
    void aDocumentForAllReadersHasThePublicTopicsAlone() {
        var document = AsyncApiDocument.of(catalogue, Set.of(Visibility.YES));

        assertThat(addresses(document))
                .containsExactlyInAnyOrderElementsOf(catalogue.rows().stream()
                        .filter(row -> row.visibility() == Visibility.YES)
                        .map(Row::name)
                        .toList())
                .contains("companion.rmm.sites.v1")
                .doesNotContain("companion.rmm.users.v1", "companion.secrets.v1");
        assertThat(document.toString()).doesNotContain("rmm.User.v1", "windowsLink", "SealedSecret");
    }

    @Test
    void anExampleHasTheKeyThatItsRecordHas() {
        var messages = (Map<?, ?>) ((Map<?, ?>)
                        AsyncApiDocument.of(catalogue, Set.of(Visibility.YES)).get("components"))
                .get("messages");

        assertThat(messages.get("Site").toString())
                .contains("examples=[A1B2C3D4|16da42fc-cee6-3aff-a299-859f9edbead3]");
        assertThat(messages.get("RmmChange").toString())
                .contains("examples=[A1B2C3D4|16da42fc-cee6-3aff-a299-859f9edbead3]")
                .contains("ce_time=2026-11-01T10:01:00Z");
    }

    private static Iterable<String> addresses(Map<String, Object> document) {
        return ((Map<?, ?>) document.get("channels"))
                .values().stream()
                        .map(channel -> (String) ((Map<?, ?>) channel).get("address"))
                        .toList();
    }

    private static String yaml(Map<String, Object> document) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(150);
        options.setSplitLines(false);
        return new Yaml(options).dump(document);
    }
}
