package dev.companion.watch.metrics;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the names of metrics in an expression of Prometheus. */
public final class PromQl {

    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b(?!\\s*\\()");
    private static final Pattern NUMBER = Pattern.compile("\\b[0-9][0-9a-zA-Z.]*");
    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "unless", "bool", "offset", "by", "on", "le", "inf");

    private PromQl() {}

    public static Set<String> metricsOf(String expression) {
        var rest = expression;
        for (var part : new Pattern[] {TEXT, LABELS, RANGE, GROUPING, NUMBER}) {
            rest = part.matcher(rest).replaceAll(" ");
        }
        var names = new TreeSet<String>();
        NAME.matcher(rest).results().map(match -> match.group()).forEach(names::add);
        names.removeAll(KEYWORDS);
        return names;
    }
}
