package dev.companion.resolver.domain;

import dev.companion.resolver.domain.discrepancy.Discrepancy;
import dev.companion.resolver.domain.discrepancy.DiscrepancyTransitions.State;
import dev.companion.vocabulary.DiscrepancyType;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many discrepancies of each type are in each state, for meters. Closed ones are not counted: they only wait to be
 * forgotten. Immutable, so another thread may read it.
 */
public record DiscrepancyCounts(Map<Kind, Integer> counts) {

    static final DiscrepancyCounts NONE = new DiscrepancyCounts(Map.of());

    /** What is counted together. */
    public record Kind(DiscrepancyType type, State state) {

        private static @Nullable Kind of(@Nullable Discrepancy discrepancy) {
            return discrepancy == null || discrepancy.state() == State.CLOSED
                    ? null
                    : new Kind(discrepancy.finding().type(), discrepancy.state());
        }
    }

    public DiscrepancyCounts {
        counts = Map.copyOf(counts);
    }

    public int of(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /**
     * @param before null if the discrepancy was not counted before
     * @param after null if it is erased
     */
    DiscrepancyCounts after(@Nullable Discrepancy before, @Nullable Discrepancy after) {
        var from = Kind.of(before);
        var to = Kind.of(after);
        if (Objects.equals(from, to)) {
            return this;
        }
        var changed = new HashMap<>(counts);
        if (from != null) {
            changed.merge(from, -1, Integer::sum);
        }
        if (to != null) {
            changed.merge(to, 1, Integer::sum);
        }
        return new DiscrepancyCounts(changed);
    }
}
