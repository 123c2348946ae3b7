package dev.companion.operations.domain.keys;

import dev.companion.operations.domain.Outcome;
import java.util.List;
import java.util.Set;

/**
 * What a step of a rotation would do, or why it may not be taken.
 *
 * @param lines for a person
 * @param outcome SAME if there is nothing to do, DIFFERS if there is, REFUSED if it may not be taken
 * @param keys that the step is about
 */
public record Step(List<String> lines, Outcome outcome, Set<Long> keys) {

    public Step {
        lines = List.copyOf(lines);
        keys = Set.copyOf(keys);
    }

    static Step nothing(String line) {
        return new Step(List.of(line), Outcome.SAME, Set.of());
    }

    static Step refused(List<String> lines) {
        return new Step(lines, Outcome.REFUSED, Set.of());
    }

    static Step of(Set<Long> keys, String... lines) {
        return new Step(List.of(lines), Outcome.DIFFERS, keys);
    }
}
