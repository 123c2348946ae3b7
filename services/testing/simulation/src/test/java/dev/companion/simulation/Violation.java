package dev.companion.simulation;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something came about that must never be. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    Violation(String rule, String what) {
        super(rule + ": " + what);
    }

    /** @param what in words only if it comes to it, since this is asked some thousand times in a history */
    static void unless(boolean holds, String rule, Supplier<@Nullable Object> what) {
        if (!holds) {
            throw new Violation(rule, String.valueOf(what.get()));
        }
    }
}
