package dev.companion.architecture.repository;

import dev.companion.architecture.repository.Repository.Source;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The phrases of {@code phrases.txt}: a reader who knows Kafka and plain English stumbles over them. */
final class Phrases {

    /** What may stand between two words: blanks, and the beginning of the next line of a comment or a text. */
    private static final String BETWEEN = "(?:\\\\s|\\\\*|//|\"|\\\\+)+";

    private record Phrase(Pattern pattern, String instead) {}

    private static final List<Phrase> ALL = Lists.read("phrases.txt").stream()
            .map(cells -> new Phrase(
                    Pattern.compile("\\b" + cells.get(0).replaceAll(" ", BETWEEN) + "\\b", Pattern.CASE_INSENSITIVE),
                    cells.get(1)))
            .toList();

    private Phrases() {}

    /** One line for each place where one of the phrases stands. */
    static Stream<String> violations(Source source) {
        return ALL.stream()
                .flatMap(phrase -> phrase.pattern()
                        .matcher(source.text())
                        .results()
                        .map(found -> "%s:%d says “%s”; write instead: %s"
                                .formatted(
                                        source.path(),
                                        source.lineOf(found.start()),
                                        found.group().replaceAll("\\s+", " "),
                                        phrase.instead())));
    }
}
