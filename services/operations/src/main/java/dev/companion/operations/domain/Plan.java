package dev.companion.operations.domain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything in which a cluster or a registry differs from the catalogue.
 *
 * @param of what was compared, such as topics
 */
public record Plan(String of, List<Difference> differences) {

    public Plan {
        differences = List.copyOf(differences);
    }

    public Outcome outcome() {
        return differences.stream()
                .map(Difference::outcome)
                .max(Comparator.naturalOrder())
                .orElse(Outcome.SAME);
    }

    /** Whether {@code apply} has something to do. */
    public boolean applies() {
        return differences.stream().anyMatch(difference -> difference.mend() == Difference.Mend.APPLY);
    }

    /**
     * What has been mended since, in lines for a person.
     *
     * @param now the same comparison, made again
     */
    public Stream<String> applied(Plan now) {
        return differences.stream()
                .filter(difference -> difference.mend() == Difference.Mend.APPLY)
                .filter(difference -> !now.differences.contains(difference))
                .map(difference -> "applied: %s (before: %s)".formatted(difference.subject(), difference.text()));
    }

    /** In lines for a person, without what may be typed instead. */
    public Stream<String> summary() {
        return lines(false);
    }

    /** In lines for a person, with what may be typed instead. */
    public Stream<String> details() {
        return lines(true);
    }

    private Stream<String> lines(boolean withCommands) {
        if (differences.isEmpty()) {
            return Stream.of(of + ": as the catalogue says");
        }
        var first = "%s: %d difference%s".formatted(of, differences.size(), differences.size() == 1 ? "" : "s");
        return Stream.concat(
                Stream.of(first), differences.stream().flatMap(difference -> lines(difference, withCommands)));
    }

    private static Stream<String> lines(Difference difference, boolean withCommands) {
        var mark =
                switch (difference.mend()) {
                    case APPLY -> "  ";
                    case PERSON -> "  left to you: ";
                    case REFUSED -> "  refused: ";
                };
        var text = Stream.of(mark + difference.text());
        return withCommands
                ? Stream.concat(text, difference.commands().stream().map(command -> "      " + command))
                : text;
    }
}
