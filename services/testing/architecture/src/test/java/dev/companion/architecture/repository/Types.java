package dev.companion.architecture.repository;

import dev.companion.architecture.repository.Repository.Source;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules about the names of types, and about how many of them a package holds. */
final class Types {

    /** What a reader can keep in mind of a package; about twenty is the aim. */
    static final int MOST_IN_A_PACKAGE = 24;

    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");

    private record Dropped(Pattern name, String where, String instead) {}

    private static final List<Dropped> DROPPED = Lists.read("dropped-names.txt").stream()
            .map(cells -> new Dropped(Pattern.compile(cells.get(0)), cells.get(1), cells.get(2)))
            .toList();

    private Types() {}

    /** One line for each type that has a name that was dropped. */
    static Stream<String> dropped(Source source) {
        if (!source.isMain()) {
            return Stream.of();
        }
        return DECLARED.matcher(Comments.without(source.text()))
                .results()
                .flatMap(declared -> DROPPED.stream()
                        .filter(each -> source.path().contains(each.where()))
                        .filter(each -> each.name().matcher(declared.group(1)).matches())
                        .map(each -> "%s declares %s; the name in use is %s"
                                .formatted(source.path(), declared.group(1), each.instead())));
    }

    /** One line for each package of main code that holds too many types; nested ones are not counted. */
    static List<String> crowded(List<Source> sources) {
        var packages = new TreeMap<String, Integer>();
        sources.stream()
                .filter(Source::isMain)
                .filter(source -> !source.fileName().equals("package-info.java"))
                .forEach(source -> packages.merge(source.directory(), 1, Integer::sum));
        return packages.entrySet().stream()
                .filter(each -> each.getValue() > MOST_IN_A_PACKAGE)
                .map(each -> "%s holds %d types (at most %d): split it by concept"
                        .formatted(each.getKey(), each.getValue(), MOST_IN_A_PACKAGE))
                .toList();
    }
}
