package dev.companion.poller.domain.row;

import java.util.Optional;

/**
 * The result of comparing one row with what is known of it. A case that has a row is stored; a case that is published
 * also writes a record in the same transaction.
 */
public sealed interface Observation<V extends Observed<V>> {

    /** Published: seen for the first time, or again after it was gone. */
    record NewRow<V extends Observed<V>>(KnownRow<V> row) implements Observation<V> {}

    /** Published: it differs from what was published, and its scope is the same. */
    record ChangedRow<V extends Observed<V>>(KnownRow<V> before, KnownRow<V> row) implements Observation<V> {}

    /** Published: it still exists but is no longer in scope. Not a deletion. */
    record LeftScope<V extends Observed<V>>(KnownRow<V> before, KnownRow<V> row) implements Observation<V> {}

    /** Published: it was known out of scope, and is in scope now. */
    record EnteredScope<V extends Observed<V>>(KnownRow<V> before, KnownRow<V> row) implements Observation<V> {}

    /**
     * Published: gone, and confirmed to be gone.
     *
     * @param row what is kept, so a return is recognised
     * @param confirmations complete sweeps that missed it, plus one where a point read confirmed it
     */
    record Gone<V extends Observed<V>>(KnownRow<V> before, KnownRow<V> row, int confirmations)
            implements Observation<V> {}

    /** Not published: only what is noted about absences has changed. */
    record Marked<V extends Observed<V>>(KnownRow<V> row) implements Observation<V> {}

    /** Neither published nor stored. */
    record UnchangedRow<V extends Observed<V>>() implements Observation<V> {}

    /** Listed, but the vendor says too little about it to publish it. */
    record Withheld<V extends Observed<V>>() implements Observation<V> {}

    /** The row to store; empty if the stored one stays. */
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

    /** Whether a record is published. */
    default boolean published() {
        return switch (this) {
            case NewRow<V> _, ChangedRow<V> _, LeftScope<V> _, EnteredScope<V> _, Gone<V> _ -> true;
            case Marked<V> _, UnchangedRow<V> _, Withheld<V> _ -> false;
        };
    }
}
