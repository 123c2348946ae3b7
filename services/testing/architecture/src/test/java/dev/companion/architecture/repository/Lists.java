package dev.companion.architecture.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lists beside this class: lines of cells, separated by bars; a line that begins with # is a comment. */
final class Lists {

    private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");

    private Lists() {}

    /** The cells of each line; a bar inside a group stands there with a backslash. */
    static List<List<String>> read(String name) {
        try (var stream = Objects.requireNonNull(Lists.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Lists::cells)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        return Stream.of(BAR.split(line, -1))
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
    }
}
