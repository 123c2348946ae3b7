package dev.companion.operations.domain.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Variables that look like ours and set nothing, because a letter is wrong. */
public final class VariableRules {

    private static final String PREFIX = "COMPANION_";

    private VariableRules() {}

    /**
     * @param names of all variables of a process
     * @param known names that bind to something; a name that ends in an underscore stands for all that begin like it
     */
    public static List<Finding> of(Collection<String> names, Collection<String> known) {
        return names.stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> known.stream().noneMatch(each -> binds(name, each)))
                .sorted()
                .map(name -> Finding.warning(
                        "variables",
                        name,
                        "sets nothing",
                        "a name that a program of ours reads",
                        "correct or remove it; the most similar name is " + nearest(name, known)))
                .toList();
    }

    /** An item of a list has its number at the end. */
    private static boolean binds(String name, String known) {
        return known.endsWith("_")
                ? name.startsWith(known)
                : name.equals(known)
                        || name.startsWith(known + "_")
                                && name.substring(known.length()).matches("_[0-9]+");
    }

    private static String nearest(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String each) -> distance(name, each))
                        .thenComparing(each -> each))
                .orElse("none");
    }

    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
