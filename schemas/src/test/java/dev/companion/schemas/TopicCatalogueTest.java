package dev.companion.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.schemas.TopicCatalogue.Kind;
import dev.companion.schemas.TopicCatalogue.Row;
import dev.companion.schemas.TopicCatalogue.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- topics: written by TopicCatalogueTest -->\n";
    private static final String END = "<!-- end of topics -->";

    private final TopicCatalogue catalogue = TopicCatalogue.load();

    @Test
    void theConstantsAreTheRowsOfTheCatalogue() {
        assertThat(Topics.all().stream()
                        .collect(Collectors.toMap(
                                Topic::name, topic -> topic.type().getName())))
                .isEqualTo(catalogue.rows().stream()
                        .filter(row -> row.record() != null)
                        .collect(Collectors.toMap(Row::name, Row::record)));
        assertThat(catalogue.row(Topics.DEAD_LETTERS).record()).isNull();
    }

    @Test
    void aStateTopicHasOneWriterAndIsCompacted() {
        for (var row : catalogue.rows()) {
            if (row.kind() == Kind.STATE) {
                assertThat(row.config()).as(row.name()).containsEntry("cleanup.policy", "compact");
                if (!row.name().contains("request-results")
                        && !row.name().contains("api-health")
                        && !row.name().contains("tenant-erasures")) {
                    assertThat(row.writers()).as("writers of %s", row.name()).hasSize(1);
                }
            } else {
                assertThat(row.config()).as(row.name()).containsEntry("cleanup.policy", "delete");
            }
        }
    }

    @Test
    void deadLettersAreBoundedBySizeToo() {
        assertThat(catalogue.row(Topics.DEAD_LETTERS).config())
                .containsEntry("retention.bytes", "67108864")
                .containsEntry("segment.bytes", "16777216");
    }

    @Test
    void theSecretsAreReadByTheServicesThatCallVendorsAlone() {
        assertThat(catalogue.row(Topics.SECRETS.name()).readers()).containsExactlyInAnyOrder("poller", "provisioner");
    }

    @Test
    void theInstallationLinksAreForTheirWriterTheConsoleAndReadersWithAGrantAlone() {
        var row = catalogue.row("companion.installation-links.v1");

        assertThat(row.visibility()).isEqualTo(Visibility.RESTRICTED);
        assertThat(row.writers()).containsExactly("provisioner");
        assertThat(row.readers()).containsExactly("console");
    }

    @Test
    void aServiceHasTheRowsThatItWritesOrReads() {
        assertThat(catalogue.rowsOf("mapper"))
                .extracting(Row::name)
                .containsExactly(
                        "companion.rmm.sites.v1",
                        "companion.rmm.site-variables.v1",
                        "companion.gravityzone.companies.v1",
                        "companion.gravityzone.root-claims.v1",
                        "companion.gravityzone.claim-requests.v1",
                        "companion.gravityzone.claim-answers.v1",
                        "companion.requests.v1",
                        "companion.request-results.v1",
                        "companion.tenants.v1",
                        "companion.tenant-erasures.v1",
                        "companion.secrets.v1",
                        "companion.links.v1",
                        "companion.link-statuses.v1",
                        "companion.suggestions.v1",
                        "companion.service-reports.v1",
                        "companion.audit.v1",
                        "companion.dead-letters.v1");
        assertThat(catalogue.rowsOf("admin"))
                .as("of a name that is not a service's")
                .isEqualTo(catalogue.rows());
    }

    @Test
    void theTableOfTheReadmeIsTheCatalogue() throws IOException {
        var readme = Files.readString(README);
        var table = BEGIN + table() + END;
        var begin = readme.indexOf(BEGIN);
        var end = readme.indexOf(END);
        assertThat(begin).as("place of the table in README.md").isNotNegative();
        var updated = readme.substring(0, begin) + table + readme.substring(end + END.length());
        if (Boolean.getBoolean("companion.schemas.release")) {
            Files.writeString(README, updated);
        }

        assertThat(readme)
                .as("run the tests with -Dcompanion.schemas.release=true to write the table again")
                .isEqualTo(updated);
    }

    private String table() {
        var table = new StringBuilder(
                "| topic | kind | key | value | written by | read by | public |\n|---|---|---|---|---|---|---|\n");
        for (var row : catalogue.rows()) {
            table.append("| `%s` | %s | `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            row.name(),
                            row.kind().name().toLowerCase(java.util.Locale.ROOT),
                            row.key().replace("|", "\\|"),
                            row.record() == null ? "as it came" : row.record().replaceAll(".*\\.", ""),
                            String.join(", ", row.writers()),
                            row.readers().isEmpty() ? "downstream" : String.join(", ", row.readers()),
                            row.visibility().name().toLowerCase(java.util.Locale.ROOT)));
        }
        return table.toString();
    }
}
