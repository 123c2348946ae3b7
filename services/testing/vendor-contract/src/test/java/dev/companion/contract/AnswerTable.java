package dev.companion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * What each of many numbers (statuses, error codes) comes to, in columns. Written out in full it is a file to look things
 * up in; with neighbours of equal results folded into one line it is short enough for a README.
 */
final class AnswerTable {

    /** As many at a time as keep two processors busy. */
    private static final int AT_A_TIME = 8;

    private record Line(int number, List<String> cells) {}

    private final List<String> header;
    private final List<Line> lines = new ArrayList<>();

    AnswerTable(String... header) {
        this.header = List.of(header);
    }

    /** One line of the table, created by the lookup of a number's results. */
    interface Cells {
        List<String> of(int number) throws Exception;
    }

    /** Looks all numbers up, several at a time. */
    AnswerTable fill(List<Integer> numbers, Cells cells) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            var tasks = numbers.stream()
                    .<Callable<Line>>map(number -> () -> new Line(number, cells.of(number)))
                    .toList();
            for (var each : threads.invokeAll(tasks)) {
                lines.add(each.get());
            }
        }
        return this;
    }

    /** A line for every number. */
    String inFull() {
        return text(lines.stream()
                .map(line -> row(Integer.toString(line.number()), line.cells()))
                .toList());
    }

    /** A line for every run of neighbours that come to the same. */
    String folded() {
        var rows = new ArrayList<String>();
        for (int from = 0; from < lines.size(); ) {
            int to = from;
            while (to + 1 < lines.size()
                    && lines.get(to + 1).number() == lines.get(to).number() + 1
                    && lines.get(to + 1).cells().equals(lines.get(from).cells())) {
                to++;
            }
            var first = lines.get(from);
            var last = lines.get(to).number();
            rows.add(row(first.number() == last ? "" + last : first.number() + " … " + last, first.cells()));
            from = to + 1;
        }
        return text(rows);
    }

    private String text(List<String> rows) {
        var head = "| " + String.join(" | ", header) + " |\n" + "|---".repeat(header.size()) + "|\n";
        return rows.stream().collect(Collectors.joining("\n", head, "\n"));
    }

    private static String row(String number, List<String> cells) {
        return "| " + number + " | " + String.join(" | ", cells) + " |";
    }

    /** Leaves the full table below {@code target} and holds the README to the folded one. */
    void publish(String name) throws IOException {
        Files.writeString(Path.of("target", name + ".md"), inFull());
        assertThat(Files.readString(Path.of("README.md"))).contains(folded());
    }

    /** {@code read / change}, or one word if both are the same. */
    static String both(String read, String change) {
        return read.equals(change) ? read : read + " / " + change;
    }
}
