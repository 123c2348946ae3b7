package dev.companion.console.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.testing.hostile.HostileName;
import dev.companion.vocabulary.TextFolding;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CsvTest {

    @Test
    void theFileHasAByteOrderMarkAndEveryTextIsQuoted() {
        var text = Csv.text(
                List.of("name", "devices"), List.of("Ärzte", "a \"b\""), name -> Arrays.asList(name, 12, null, true));

        assertThat(text)
                .isEqualTo("\uFEFF\"name\",\"devices\"\r\n\"Ärzte\",12,,\"true\"\r\n\"a \"\"b\"\"\",12,,\"true\"\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "=1+1 ~ '=1+1",
                "Acme;=1+1 ~ Acme;'=1+1",
                "Acme, +1 ~ Acme, '+1",
                "Acme;\"=1+1\" ~ Acme;\"'=1+1\"",
                "\uFF1D1+1 ~ '\uFF1D1+1",
                "Acme;\uFF0D1 ~ Acme;'\uFF0D1",
                "Smith-Jones & Co ~ Smith-Jones & Co",
                "a = b ~ a = b",
                "me@example.com ~ me@example.com"
            })
    void onlyWhatMayBecomeAFormulaIsChanged(String text, String safe) {
        assertThat(SpreadsheetText.of(text)).isEqualTo(safe);
    }

    @Test
    void lineBreaksAreReplaced() {
        assertThat(SpreadsheetText.of("a\r\nb\nc\u2028d\u0085\u000Be\n")).isEqualTo("a b c d e ");
    }

    /** However a spreadsheet splits the file, and whatever it strips from a cell. */
    @ParameterizedTest
    @EnumSource
    void noCellIsAFormula(HostileName name) {
        var text = file(name.text());

        for (var cell : text.split("[;,\\t\\r\\n\\x0B\\f\\x{85}\\x{2028}\\x{2029}]")) {
            var shown = TextFolding.fold(cell.replace("\"", ""));
            assertThat(Normalizer.normalize(shown, Normalizer.Form.NFKC)).doesNotContainPattern("^[=+\\-@]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHostileNameIsOneCellOfOneLine(HostileName name) throws IOException {
        var text = file(name.text());

        assertThat(text.lines()).hasSize(2);
        try (var parser = CSVParser.parse(text.substring(1), CSVFormat.RFC4180)) {
            var row = parser.getRecords().getLast();
            assertThat(row.size()).isEqualTo(3);
            assertThat(row.get(1).replace("'", ""))
                    .isEqualTo(
                            name.text().replace("'", "").replaceAll("[\\r\\n\\x0B\\f\\x{85}\\x{2028}\\x{2029}]+", " "));
        }
    }

    private static String file(String name) {
        return Csv.text(List.of("id", "name", "end"), List.of(name), text -> List.of("s-1", text, "end"));
    }
}
