package dev.companion.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something happened that must never happen. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    Violation(String rule, String what) {
        super(rule + ": " + what);
    }

    /** @param what built only if needed, since this is asked some thousand times in a history */
    static void unless(boolean holds, String rule, Supplier<@Nullable Object> what) {
        if (!holds) {
            throw new Violation(rule, String.valueOf(what.get()));
        }
    }

    /** No two have the same value; those without a value do not count. */
    static <T> void unique(String rule, List<T> all, Function<T, @Nullable String> feature) {
        var seen = new HashSet<String>();
        for (var one : all) {
            var value = feature.apply(one);
            unless(value == null || seen.add(value), rule, () -> value + " in " + all);
        }
    }
}
