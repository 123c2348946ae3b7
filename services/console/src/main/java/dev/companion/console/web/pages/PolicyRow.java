package dev.companion.console.web.pages;

import dev.companion.vocabulary.DiscrepancyType;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of the table of policies. Types that share a level are adjacent, with one choice for all of them.
 *
 * @param first whether this row contains the choice
 * @param span number of rows that the choice spans
 * @param keys names of its types, separated by blanks
 * @param names titles of its types
 */
public record PolicyRow(DiscrepancyType type, boolean first, int span, String keys, String names) {

    static List<PolicyRow> all() {
        var healed = DiscrepancyType.known().stream()
                .filter(DiscrepancyType::isHealed)
                .toList();
        return DiscrepancyType.known().stream()
                .sorted(Comparator.comparing(type -> !type.isHealed()))
                .map(type -> type.isHealed() ? of(type, healed) : of(type, List.of(type)))
                .toList();
    }

    private static PolicyRow of(DiscrepancyType type, List<DiscrepancyType> together) {
        return new PolicyRow(
                type,
                together.getFirst() == type,
                together.size(),
                joined(together.stream().map(Enum::name), " "),
                joined(together.stream().map(DiscrepancyType::title), ", "));
    }

    private static String joined(Stream<String> words, String between) {
        return words.collect(Collectors.joining(between));
    }
}
