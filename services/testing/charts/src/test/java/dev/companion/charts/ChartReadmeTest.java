package dev.companion.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of values in the chart's README is written from the comments in values.yaml: -Dcompanion.docs.write=true. */
class ChartReadmeTest {

    private static final Path README = Charts.SOURCE.resolve("companion/README.md");
    private static final Pattern PARAM = Pattern.compile("\\s*## @param (\\S+) (.+)");
    private static final Pattern SECTION = Pattern.compile("\\s*## @section (.+)");
    private static final String BEGIN = "<!-- values: written by ChartReadmeTest -->\n";
    private static final String END = "<!-- end of values -->";

    /** A value and its sentence. */
    private record Param(String section, String path, String sentence) {}

    @Test
    void everyValueHasASentence() {
        assertThat(params()).extracting(Param::path).containsExactlyElementsOf(Values.leaves(Charts.defaults()));
    }

    @Test
    void theReadmeHasTheTableOfThisChart() throws IOException {
        var readme = Files.readString(README);
        var begin = readme.indexOf(BEGIN) + BEGIN.length();
        var end = readme.indexOf(END);
        assertThat(end).isGreaterThanOrEqualTo(begin);
        if (Boolean.getBoolean("companion.docs.write")) {
            Files.writeString(README, readme.substring(0, begin) + table() + readme.substring(end));
        } else {
            assertThat(readme.substring(begin, end))
                    .as("write it with -Dtest=ChartReadmeTest -Dcompanion.docs.write=true")
                    .isEqualTo(table());
        }
    }

    private static String table() {
        var values = Charts.defaults();
        var table = new StringBuilder();
        var section = "";
        for (var param : params()) {
            if (!param.section().equals(section)) {
                section = param.section();
                table.append("\n**").append(section).append("**\n\n| value | default | |\n|---|---|---|\n");
            }
            table.append("| `%s` | %s | %s |\n"
                    .formatted(param.path(), cell(Values.at(values, param.path())), param.sentence()));
        }
        return table.append('\n').toString();
    }

    private static String cell(Object value) {
        return switch (value) {
            case List<?> list when list.isEmpty() -> "`[]`";
            case Map<?, ?> map when map.isEmpty() -> "`{}`";
            case String text when text.isEmpty() -> "";
            default -> "`" + value + "`";
        };
    }

    private static List<Param> params() {
        var params = new ArrayList<Param>();
        var section = "";
        for (var line : Charts.text(Charts.SOURCE.resolve("companion/values.yaml"))
                .lines()
                .toList()) {
            var heading = SECTION.matcher(line);
            var param = PARAM.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
            } else if (param.matches()) {
                params.add(new Param(section, param.group(1), param.group(2)));
            }
        }
        return params;
    }
}
