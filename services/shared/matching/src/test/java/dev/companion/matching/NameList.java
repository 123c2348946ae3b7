package dev.companion.matching;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** The invented customers of {@code names.tsv}, as one tenant would have them. */
record NameList(List<Row> rows, List<NamedEntity> sites, List<NamedEntity> companies) {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

    enum Belongs {
        /** The site is that company. */
        YES,
        /** The site is a branch of that company. */
        PART,
        NO,
        /** A person who sees all names could not tell. */
        UNCLEAR
    }

    /** @param site empty if the line only adds a company; @param company empty if it only adds a site */
    record Row(String id, String site, String company, Belongs belongs, String trap) {

        NamedEntity asSite() {
            return new NamedEntity(id, site, List.of());
        }
    }

    static NameList read() {
        var rows = new ArrayList<Row>();
        for (var line : lines()) {
            if (!line.startsWith("#")) {
                var cells = line.split("\t", -1);
                rows.add(new Row(
                        "site-" + rows.size(),
                        unescaped(cells[0]),
                        unescaped(cells[1]),
                        Belongs.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                        cells[3]));
            }
        }
        return new NameList(
                rows,
                rows.stream()
                        .filter(row -> !row.site.isEmpty())
                        .map(Row::asSite)
                        .toList(),
                rows.stream()
                        .map(Row::company)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .map(name -> new NamedEntity("company " + name, name, List.of()))
                        .toList());
    }

    List<Row> rowsWithSite() {
        return rows.stream().filter(row -> !row.site.isEmpty()).toList();
    }

    private static List<String> lines() {
        var file = Objects.requireNonNull(NameList.class.getResourceAsStream("names.tsv"), "names.tsv");
        try (var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return reader.readAllLines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String cell) {
        return ESCAPE.matcher(cell).replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
    }
}
