package dev.companion.poller.domain;

import java.util.Optional;

/**
 * What one look at one thing amounts to. The cases that carry a row want it stored; those marked as published want a
 * record written in the same transaction.
 */
public sealed interface Observation<V extends Observed<V>> {

    /** Published: seen for the first time, or again after it was gone. */
    record NewRow<V extends Observed<V>>(KnownRow<V> row) implements Observation<V> {}

    /** Published: it differs from what was published, within its scope. */
    record ChangedRow<V extends Observed<V>>(KnownRow<V> before, KnownRow<V> row) implements Observation<V> {}

    /** Published: still there, but no longer what the product deals with. Not a deletion. */
    record LeftScope<V extends Observed<V>>(KnownRow<V> before, KnownRow<V> row) implements Observation<V> {}

    /** Published: there all the time, and now what the product deals with. */
    record EnteredScope<V extends Observed<V>>(KnownRow<V> before, KnownRow<V> row) implements Observation<V> {}

    /**
     * Published: gone, and confirmed to be gone.
     *
     * @param row what stays, so that a return is recognised
     * @param confirmations complete sweeps that missed it, plus one where a point read confirmed it
     */
    record Gone<V extends Observed<V>>(KnownRow<V> before, KnownRow<V> row, int confirmations)
            implements Observation<V> {}

    /** Nothing to publish, but the row's account of its absences is another. */
    record Marked<V extends Observed<V>>(KnownRow<V> row) implements Observation<V> {}

    /** Nothing to publish and nothing to store. */
    record UnchangedRow<V extends Observed<V>>() implements Observation<V> {}

    /** Listed, but with too little said about it to publish it. */
    record Withheld<V extends Observed<V>>() implements Observation<V> {}

    /** What is to be remembered from now on; empty where that stays as it is. */
    default Optional<KnownRow<V>> toStore() {
        return switch (this) {
            case NewRow<V>(var row) -> Optional.of(row);
            case ChangedRow<V> changed -> Optional.of(changed.row());
            case LeftScope<V> left -> Optional.of(left.row());
            case EnteredScope<V> entered -> Optional.of(entered.row());
            case Gone<V> gone -> Optional.of(gone.row());
            case Marked<V>(var row) -> Optional.of(row);
            case UnchangedRow<V> _, Withheld<V> _ -> Optional.empty();
        };
    }

    /** Whether readers of the topics get to see it. */
    default boolean published() {
        return switch (this) {
            case NewRow<V> _, ChangedRow<V> _, LeftScope<V> _, EnteredScope<V> _, Gone<V> _ -> true;
            case Marked<V> _, UnchangedRow<V> _, Withheld<V> _ -> false;
        };
    }
}
